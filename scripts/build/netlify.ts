import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { bundle, ROOT } from './bundle.ts'
import { gather, sharedModules } from './gather.ts'
import type { Layout } from './layout.ts'
import { leaveOut } from './leave-out.ts'

const SOURCES = 'netlify/functions'

/** Bundles all functions of the site at once, so that what several need is there once. */
export async function buildNetlify(layout: Layout): Promise<void> {
  const files = (await readdir(path.join(ROOT, SOURCES))).filter((file) => file.endsWith('.ts'))
  const entries = Object.fromEntries(files.map((file) => [path.parse(file).name, path.join(SOURCES, file)]))
  const options = {
    entries,
    outDir: layout.functions,
    mapsDir: path.join(layout.maps, 'netlify/functions'),
    chunkNames: '../chunks/[name]-[hash]',
  }
  const graph = await bundle({ ...options, plugins: [leaveOut()], write: false })
  const shared = sharedModules(graph, Object.values(entries))
  const metafile = await bundle({ ...options, plugins: [leaveOut(), gather(shared)] })
  await mkdir(layout.metafiles, { recursive: true })
  await writeFile(path.join(layout.metafiles, 'netlify.json'), JSON.stringify(metafile))
}
