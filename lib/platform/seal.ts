import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Config } from './config.ts'

/** AES-256-GCM, as `v1.<iv>.<tag>.<ciphertext>` in base64url. The previous key still opens what it sealed. */
const VERSION = 'v1'
const ALGORITHM = 'aes-256-gcm'
/** Said when opening too, or a tag of 4 bytes would do. */
const TAG = { authTagLength: 16 }

export function seal(config: Config, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv(ALGORITHM, Buffer.from(config.ENCRYPTION_KEY, 'base64'), iv, TAG)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [VERSION, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

/** Throws when neither key opens it. */
export function unseal(config: Config, sealed: string): string {
  const [version, ...parts] = sealed.split('.')
  const [iv, tag, content] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (version !== VERSION || !iv || !tag || !content) throw new Error('not a sealed value')
  const keys = [config.ENCRYPTION_KEY, config.ENCRYPTION_KEY_PREVIOUS].filter((key) => key !== undefined)
  for (const key of keys) {
    const decipher = createDecipheriv(ALGORITHM, Buffer.from(key, 'base64'), iv, TAG).setAuthTag(tag)
    try {
      return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8')
    } catch {
      // Another key sealed it: the next one is tried.
    }
  }
  throw new Error('no key opens this sealed value')
}
