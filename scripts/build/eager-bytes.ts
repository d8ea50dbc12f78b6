import type { Metafile } from 'esbuild'

/** The size of each entry together with all that it imports statically, by the path of its source. */
export function eagerBytes({ outputs }: Metafile): Map<string, number> {
  const withImports = (file: string, seen: Set<string>): Set<string> => {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const { kind, external, path } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && !external) withImports(path, seen)
    return seen
  }
  const sum = (files: Set<string>) => [...files].reduce((total, file) => total + (outputs[file]?.bytes ?? 0), 0)
  return new Map(
    Object.entries(outputs).flatMap(([file, { entryPoint }]) =>
      entryPoint ? [[entryPoint, sum(withImports(file, new Set()))] as const] : [],
    ),
  )
}
