import { createHash, randomBytes } from 'node:crypto'

/** `ll_live_<32 random>_<6 checksum>`, in base 62: a typing error is refused by the checksum, without a database. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 32
const CHECKSUM_LENGTH = 6
const FORMAT = new RegExp(`^(ll_(?:live|test)_[0-9A-Za-z]{${RANDOM_LENGTH}})_([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`)

/** node:zlib takes a millisecond to load; whoever has taken a request has loaded it already. */
const crc32 = (text: string): number => process.getBuiltinModule('node:zlib').crc32(text)

function checksum(text: string): string {
  let value = crc32(text)
  let digits = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = ALPHABET[value % 62]! + digits
    value = Math.floor(value / 62)
  }
  return digits
}

/** Bytes of 248 and above are drawn again: 256 is no multiple of 62, and no character may be likelier than another. */
function randomText(): string {
  let text = ''
  while (text.length < RANDOM_LENGTH)
    for (const byte of randomBytes(RANDOM_LENGTH))
      if (byte < 248 && text.length < RANDOM_LENGTH) text += ALPHABET[byte % 62]
  return text
}

/** A new key; it is shown once and only its hash is stored. */
export function makeKey(environment: 'live' | 'test'): string {
  const body = `ll_${environment}_${randomText()}`
  return `${body}_${checksum(body)}`
}

export function isWellFormedKey(key: string): boolean {
  const match = FORMAT.exec(key)
  return match !== null && checksum(match[1]!) === match[2]
}

/** SHA-256. A key has 190 random bits, so a slow hash would add nothing. */
export const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest()

/** What a list shows of a key: enough to tell it from others, useless without the rest. */
export const startOfKey = (key: string): string => key.slice(0, 'll_live_'.length + 4)
