import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCursor, encodeCursor, pageOf } from '../../lib/platform/cursor.ts'
import { AppError } from '../../lib/platform/errors.ts'
import { isId, newId } from '../../lib/platform/ids.ts'
import { machine } from '../../lib/platform/state-machine.ts'
import { continueTrace, traceparent } from '../../lib/platform/trace.ts'

describe('a cursor', () => {
  const id = newId(new Date())

  test('comes back as the key that it was made of', () => {
    expect(decodeCursor('events', ['xid', 'id'], encodeCursor('events', ['18446744073709551615', id]))).toEqual([
      '18446744073709551615',
      id,
    ])
    expect(decodeCursor('events', ['id'], undefined)).toBeUndefined()
  })

  test.each([
    ['of another list', encodeCursor('documents', [id])],
    ['with too few parts', encodeCursor('jobs', [])],
    ['with too many parts', encodeCursor('jobs', [id, id])],
    ['whose part is not an id', encodeCursor('jobs', ["'; drop table jobs"])],
    ['whose part is no text', Buffer.from('["jobs",1]').toString('base64url')],
    ['that is an object', Buffer.from('{"0":"jobs"}').toString('base64url')],
    ['that is empty', ''],
  ])('%s is refused', (_, cursor) => {
    expect(() => decodeCursor('jobs', ['id'], cursor)).toThrow(expect.objectContaining({ code: 'cursor_invalid' }))
  })

  test.each(['', '-1', '1.5', '18446744073709551616', '99999999999999999999999'])('has no transaction %s', (xid) => {
    const cursor = encodeCursor('events', [xid, id])
    expect(() => decodeCursor('events', ['xid', 'id'], cursor)).toThrow(AppError)
  })

  test('of any other text is refused and never breaks', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => decodeCursor('jobs', ['id'], text)).toThrow(AppError)
      }),
    )
  })

  test('is given exactly when there are more rows', () => {
    const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
    const keyOf = (row: { id: string }) => [row.id]
    expect(pageOf('jobs', rows, 3, keyOf)).toEqual({ data: rows, next_cursor: null })
    expect(pageOf('jobs', rows, 2, keyOf)).toEqual({ data: rows.slice(0, 2), next_cursor: encodeCursor('jobs', ['b']) })
    expect(pageOf('jobs', [], 2, keyOf)).toEqual({ data: [], next_cursor: null })
  })
})

describe('a trace', () => {
  const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

  test('is continued with a span of its own', () => {
    const trace = continueTrace(parent)
    expect(trace).toMatchObject({ trace_id: '0af7651916cd43dd8448eb211c80319c', sampled: true })
    expect(trace.span_id).not.toBe('b7ad6b7169203331')
    expect(traceparent(trace)).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/)
    expect(continueTrace(`${parent.slice(0, -2)}00`).sampled).toBe(false)
  })

  test('of a later version is read by the fields that are known', () => {
    expect(continueTrace(`cc${parent.slice(2)}-what-the-future-will-be`).trace_id).toBe(parent.slice(3, 35))
  })

  test.each([
    null,
    undefined,
    '',
    parent.toUpperCase(),
    `${parent}-extra`,
    `${parent}1`,
    `cc${parent.slice(2)}.extra`,
    `ff${parent.slice(2)}`,
    parent.replace(/0af\w+?-/, `${'0'.repeat(32)}-`),
    parent.replace(/-b7\w+?-/, `-${'0'.repeat(16)}-`),
  ])('begins anew where the header is not valid: %s', (header) => {
    const trace = continueTrace(header)
    expect(trace.trace_id).toMatch(/^(?!0{32})[0-9a-f]{32}$/)
    expect(trace.trace_id).not.toBe('0af7651916cd43dd8448eb211c80319c')
  })
})

describe('an id', () => {
  test('sorts by its time and is of version 7', () => {
    const [early, late] = [newId(new Date(1_700_000_000_000)), newId(new Date(1_700_000_000_001))]
    expect(early < late).toBe(true)
    expect(early[14]).toBe('7')
    expect(isId(early)).toBe(true)
    expect(isId('0198')).toBe(false)
  })

  test('is never made twice, within a millisecond either', () => {
    const now = new Date()
    expect(new Set(Array.from({ length: 10_000 }, () => newId(now))).size).toBe(10_000)
  })
})

describe('a state machine', () => {
  const next = machine<'open' | 'shut', 'close'>('job_state_conflict', 'door', { open: { close: 'shut' }, shut: {} })

  test('goes where its table says and refuses the rest with its conflict', () => {
    expect(next('open', 'close')).toBe('shut')
    expect(() => next('shut', 'close')).toThrow(expect.objectContaining({ code: 'job_state_conflict', status: 409 }))
  })

  test('does not know other states or events', () => {
    expect(() => next('ajar', 'close')).toThrow(AppError)
    expect(() => next('open', 'slam' as 'close')).toThrow(AppError)
  })
})
