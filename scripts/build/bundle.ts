import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'

export const ROOT = path.resolve(import.meta.dirname, '../..')

/** What packages in CommonJS find around them, and an ES module has not. */
const COMMONJS =
  "import{createRequire as __createRequire}from'node:module';" +
  'const require=__createRequire(import.meta.url),__dirname=import.meta.dirname;'

type Bundle = {
  /** Output name without extension → source file, from the root of the repository. */
  entries: Record<string, string>
  outDir: string
  /** Where source maps go, in folders like those of `outDir`: they are not shipped. */
  mapsDir: string
  chunkNames: string
  /** false: only says what would go into the bundle. */
  write?: boolean
} & Pick<BuildOptions, 'plugins'>

/** Bundles entries that share chunks, as minified ES modules for Node. Paths in the metafile start at the root. */
export async function bundle({
  entries,
  outDir,
  mapsDir,
  chunkNames,
  write = true,
  plugins,
}: Bundle): Promise<Metafile> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    chunkNames,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    sourcemap: 'external',
    legalComments: 'none',
    // An optional binding that pg only asks for when its native client is used.
    external: ['pg-native'],
    banner: { js: COMMONJS },
    metafile: true,
    write: false,
    logLevel: 'warning',
    ...(plugins ? { plugins } : {}),
  })
  for (const { path: file, contents, text } of write ? outputFiles : []) {
    const target = file.endsWith('.map') ? path.join(mapsDir, path.relative(outDir, file)) : file
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, file.endsWith('.map') ? contents : withoutNeedlessBanner(text))
  }
  return metafile
}

/** Leaves an empty line, so that the lines of the source map stay right. */
function withoutNeedlessBanner(code: string): string {
  const own = code.replace(COMMONJS, '')
  return /\brequire\b|__dirname/.test(own) ? code : own
}
