import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from './terminal.ts'

type Parsed<Name extends string> = { positionals: string[]; options: Partial<Record<Name, string>> }

/** The arguments of a command, all of whose options take a text; unknown ones are refused. */
export function readArguments<Name extends string>(args: string[], names: readonly Name[]): Parsed<Name> {
  const config: ParseArgsOptionsConfig = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    const { positionals, values } = parseArgs({ args, options: config, allowPositionals: true })
    return { positionals, options: values as Partial<Record<Name, string>> }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** An option or argument that a command cannot do without. */
export function needed(value: string | undefined, name: string): string {
  if (!value) throw new UsageError(`${name} is missing`)
  return value
}

/** One of a few words. */
export function oneOf<Word extends string>(value: string, words: readonly Word[], name: string): Word {
  if (!words.includes(value as Word)) throw new UsageError(`${name} is one of ${words.join(', ')}, not ${value}`)
  return value as Word
}
