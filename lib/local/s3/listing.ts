import { invalidArgument } from './errors.ts'
import { encodeUri } from './signature.ts'

/** What all listings share. */

const MAX_PAGE = 1000

/** A page size, at most 1000. Throws `InvalidArgument`. */
export function parseLimit(query: Map<string, string>, name: string): number {
  const text = query.get(name)
  if (text === undefined) return MAX_PAGE
  if (!/^\d{1,10}$/.test(text)) throw invalidArgument(`Provided ${name} not an integer or within integer range`)
  return Math.min(Number(text), MAX_PAGE)
}

/** How keys are written into the answer: as they are, or `encoding-type=url`, which S3 takes to be that of forms. */
export function keyEncoding(query: Map<string, string>): (key: string) => string {
  const type = query.get('encoding-type')
  if (type === undefined) return (key) => key
  if (type !== 'url') throw invalidArgument('Invalid Encoding Method specified in Request')
  return (key) => encodeUri(key).replaceAll('%2F', '/').replaceAll('%20', '+')
}
