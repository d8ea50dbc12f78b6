import type { Keyspace } from './keyspace.ts'
import { RedisError, type Reply } from './reply.ts'

/** How many arguments a command takes after its name, and what it does with them. */
export type Command = { min: number; max?: number; run: (keyspace: Keyspace, args: string[]) => Reply }

export const syntaxError = () => new RedisError('ERR syntax error')

export function toInteger(text: string | undefined): number {
  const value = Number(text)
  if (text === undefined || !/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new RedisError('ERR value is not an integer or out of range')
  }
  return value
}

/** The words of a command that may stand in any order; one that takes a value is followed by it. */
export function readOptions<F extends string, V extends string>(
  args: string[],
  { flags, valued }: { flags: readonly F[]; valued: readonly V[] },
): { [name in F]?: true } & { [name in V]?: string } {
  const found: Record<string, string | true> = {}
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!.toUpperCase()
    if (word in found) throw syntaxError()
    if (flags.some((flag) => flag === word)) found[word] = true
    else if (valued.some((name) => name === word) && args[at + 1] !== undefined) found[word] = args[++at]!
    else throw syntaxError()
  }
  return found as { [name in F]?: true } & { [name in V]?: string }
}

export function inPairs(args: string[]): [string, string][] {
  if (args.length % 2 !== 0) throw new RedisError('ERR wrong number of arguments')
  return Array.from({ length: args.length / 2 }, (_, at) => [args[2 * at]!, args[2 * at + 1]!])
}

/** The bounds of a slice, of a list of `length`, whose ends count from the end when negative and are both included. */
export function sliceBounds(length: number, start: string | undefined, stop: string | undefined): [number, number] {
  const fromStart = (index: number) => (index < 0 ? Math.max(0, length + index) : index)
  const last = toInteger(stop)
  return [fromStart(toInteger(start)), (last < 0 ? length + last : last) + 1]
}
