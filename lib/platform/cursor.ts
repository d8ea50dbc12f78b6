import { AppError } from './errors.ts'
import { isId } from './ids.ts'

/**
 * The one opaque cursor of every list: which list it belongs to, and the sort key of the last row that was given.
 * It holds nothing secret: a tenant can only ever point into rows that it may see anyway.
 */
export function encodeCursor(list: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url')
}

/** What a part of a sort key is: an id, or the number of a transaction. */
export type CursorPart = 'id' | 'xid'

const XID_LIMIT = 2n ** 64n
const FITS: Record<CursorPart, (text: string) => boolean> = {
  id: isId,
  xid: (text) => /^\d{1,20}$/.test(text) && BigInt(text) < XID_LIMIT,
}

/** The sort key in a cursor that `encodeCursor` made for this list; 400 `cursor_invalid` for anything else. */
export function decodeCursor(
  list: string,
  parts: readonly CursorPart[],
  cursor: string | undefined,
): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const [of, ...key]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits = (part: unknown, index: number): part is string =>
      typeof part === 'string' && parts[index] !== undefined && FITS[parts[index]](part)
    if (of === list && key.length === parts.length && key.every(fits)) return key
  } catch {
    // Falls through to the refusal: what is not JSON was not issued by us.
  }
  throw new AppError('cursor_invalid', 'This cursor was not issued by this list.')
}

/** A page of a list; rows beyond `limit` only tell that there are more. */
export type Page<Row> = { data: Row[]; next_cursor: string | null }

/** Cuts `limit + 1` rows to a page. */
export function pageOf<Row>(list: string, rows: Row[], limit: number, keyOf: (row: Row) => string[]): Page<Row> {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data, next_cursor: rows.length > limit && last ? encodeCursor(list, keyOf(last)) : null }
}
