/** The two cyclic redundancy checks of S3 that node:zlib does not have; both reflected, inverted before and after. */

const CRC32C_POLYNOMIAL = 0x82f63b78
/** https://nvmexpress.org: the 64-bit CRC of the NVM command set. */
const CRC64_NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n

const crc32cTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ CRC32C_POLYNOMIAL : value >>> 1
  return value
})

const crc64Table = Array.from({ length: 256 }, (_, byte) => {
  let value = BigInt(byte)
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ CRC64_NVME_POLYNOMIAL : value >> 1n
  return value
})
// BigInt arithmetic for each byte would be a hundred times slower than two 32-bit halves.
const crc64High = Uint32Array.from(crc64Table, (value) => Number(value >> 32n))
const crc64Low = Uint32Array.from(crc64Table, (value) => Number(value & 0xffffffffn))

/** @param before the checksum of what came before, 0 at the beginning */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  for (const byte of bytes) crc = (crc >>> 8) ^ crc32cTable[(crc ^ byte) & 0xff]!
  return ~crc >>> 0
}

/** Carries the running checksum as its two halves. */
export type Crc64 = { high: number; low: number }

export function crc64nvme(bytes: Uint8Array, before: Crc64 = { high: 0, low: 0 }): Crc64 {
  let high = ~before.high
  let low = ~before.low
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff
    low = ((low >>> 8) | (high << 24)) ^ crc64Low[index]!
    high = (high >>> 8) ^ crc64High[index]!
  }
  return { high: ~high >>> 0, low: ~low >>> 0 }
}
