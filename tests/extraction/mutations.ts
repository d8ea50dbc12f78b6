/** Damage done to files, described by small data: a failing case can be printed and done again. */
import fc from 'fast-check'

/** Places are shares of the file's length. */
export type Mutation =
  | { kind: 'truncate'; at: number }
  | { kind: 'flip'; bits: { at: number; bit: number }[] }
  | { kind: 'splice'; at: number; from: number; bytes: number }
  | { kind: 'remove'; at: number; bytes: number }
  | { kind: 'repeat'; at: number; bytes: number; times: number }
  | { kind: 'number'; nth: number; as: string }

const share = fc.nat(1_000_000).map((millionths) => millionths / 1_000_000)
const ABSURD = ['-1', '0', '65536', '2147483648', '99999999999999999999', '1e38', '-0.00000001', '1 0 R', '[', '<<']

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('truncate' as const), at: share }),
    fc.record({
      kind: fc.constant('flip' as const),
      bits: fc.array(fc.record({ at: share, bit: fc.nat(7) }), { minLength: 1, maxLength: 40 }),
    }),
    fc.record({ kind: fc.constant('splice' as const), at: share, from: share, bytes: fc.nat(4_000) }),
    fc.record({ kind: fc.constant('remove' as const), at: share, bytes: fc.nat(2_000) }),
    fc.record({ kind: fc.constant('repeat' as const), at: share, bytes: fc.nat(500), times: fc.nat(200) }),
    fc.record({ kind: fc.constant('number' as const), nth: fc.nat(3_000), as: fc.constantFrom(...ABSURD) }),
  ),
  { minLength: 1, maxLength: 4 },
)

/** The damaged file; pieces that are spliced in come from `other`. */
export const mutate = (file: Buffer, list: readonly Mutation[], other: Buffer): Buffer =>
  list.reduce((bytes, mutation) => apply(bytes, mutation, other), file)

function apply(file: Buffer, mutation: Mutation, other: Buffer): Buffer {
  if (mutation.kind === 'flip') return flip(file, mutation.bits)
  if (mutation.kind === 'number') return replaceNumber(file, mutation.nth, mutation.as)
  const at = Math.floor(mutation.at * file.length)
  const [before, after] = [file.subarray(0, at), file.subarray(at)]
  if (mutation.kind === 'truncate') return before
  if (mutation.kind === 'remove') return Buffer.concat([before, after.subarray(mutation.bytes)])
  if (mutation.kind === 'repeat')
    return Buffer.concat([before, ...Array(mutation.times).fill(after.subarray(0, mutation.bytes)), after])
  const from = Math.floor(mutation.from * other.length)
  return Buffer.concat([before, other.subarray(from, from + mutation.bytes), after])
}

function flip(file: Buffer, bits: readonly { at: number; bit: number }[]): Buffer {
  const damaged = Buffer.from(file)
  for (const { at, bit } of bits) {
    const place = Math.min(file.length - 1, Math.floor(at * file.length))
    if (place >= 0) damaged[place] = damaged[place]! ^ (1 << bit)
  }
  return damaged
}

/** Numbers are what a PDF leads its reader with: lengths, counts, places, sizes. */
function replaceNumber(file: Buffer, nth: number, as: string): Buffer {
  const text = file.toString('latin1')
  const found = [...text.matchAll(/(?<![\w.])-?\d+(\.\d+)?(?![\w.])/g)]
  const hit = found[nth % Math.max(1, found.length)]
  return hit ? Buffer.from(text.slice(0, hit.index) + as + text.slice(hit.index + hit[0].length), 'latin1') : file
}
