import type { Metafile } from 'esbuild'

const loadedWith = (outputs: Metafile['outputs'], file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const { kind, external, path } of outputs[file]?.imports ?? [])
    if (kind === 'import-statement' && !external) loadedWith(outputs, path, seen)
  return seen
}

/** The output that an entry became, and all that it imports statically; by the path of the entry's source. */
export function eagerFiles({ outputs }: Metafile, source: string): string[] {
  const entry = Object.keys(outputs).find((file) => outputs[file]!.entryPoint === source)
  if (!entry) throw new Error(`nothing was made of ${source}`)
  return [...loadedWith(outputs, entry)]
}

/** The size of each entry together with all that it imports statically, by the path of its source. */
export function eagerBytes(metafile: Metafile): Map<string, number> {
  const { outputs } = metafile
  const sources = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? [])
  const size = (source: string) => eagerFiles(metafile, source).reduce((total, file) => total + outputs[file]!.bytes, 0)
  return new Map(sources.map((source) => [source, size(source)]))
}
