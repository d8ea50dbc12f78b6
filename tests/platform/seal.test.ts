import { describe, expect, test } from 'vitest'
import type { Config } from '../../lib/platform/config.ts'
import { seal, unseal } from '../../lib/platform/seal.ts'

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const withKeys = (current: number, previous?: number) =>
  ({
    ENCRYPTION_KEY: keyOf(current),
    ...(previous === undefined ? {} : { ENCRYPTION_KEY_PREVIOUS: keyOf(previous) }),
  }) as Config

describe('a sealed value', () => {
  const sealed = seal(withKeys(1), 'whsec_a secret – with ümlauts')

  test('opens with its key, and shows nothing of what is in it', () => {
    expect(unseal(withKeys(1), sealed)).toBe('whsec_a secret – with ümlauts')
    expect(Buffer.from(sealed.split('.').at(-1)!, 'base64url').toString('latin1')).not.toContain('secret')
  })

  test('is another text each time', () => {
    expect(seal(withKeys(1), 'same')).not.toBe(seal(withKeys(1), 'same'))
  })

  test('opens once its key is the previous one, and not when it is neither', () => {
    expect(unseal(withKeys(2, 1), sealed)).toContain('ümlauts')
    expect(() => unseal(withKeys(2), sealed)).toThrow('no key opens')
    expect(() => unseal(withKeys(2, 3), sealed)).toThrow('no key opens')
  })

  test('is refused after any change to any part of it', () => {
    const parts = sealed.split('.')
    for (let part = 0; part < parts.length; part++) {
      const bytes = Buffer.from(parts[part]!, 'base64url')
      bytes[0]! ^= 1
      const changed = parts.with(part, bytes.toString('base64url')).join('.')
      expect(() => unseal(withKeys(1), changed)).toThrow()
    }
    for (const text of ['', 'v1', 'v1..', 'v1...', parts.slice(0, 3).join('.')])
      expect(() => unseal(withKeys(1), text)).toThrow()
  })

  test('cannot be forged with a shortened tag', () => {
    const [version, iv, tag, content] = sealed.split('.') as [string, string, string, string]
    for (const bytes of [4, 8, 12, 15]) {
      const short = Buffer.from(tag, 'base64url').subarray(0, bytes).toString('base64url')
      expect(() => unseal(withKeys(1), [version, iv, short, content].join('.'))).toThrow()
    }
  })
})
