/** Detection as it would be with some of its rules and constants otherwise: its modules loaded once more, changed. */
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { detectTables } from '../../lib/schedules/detect/detect-tables.ts'
import type { findTextBlocks } from '../../lib/schedules/detect/text-blocks.ts'
import type { stitchTables } from '../../lib/schedules/stitch.ts'
import type { Adjustment } from './adjustments.ts'

export type Detection = {
  detectTables: typeof detectTables
  findTextBlocks: typeof findTextBlocks
  stitchTables: typeof stitchTables
}

const schedules = new URL('../../lib/schedules/', import.meta.url).href
const mark = 'adjusted'
const loads: (readonly Adjustment[])[] = []

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context)
    const load = context.parentURL && new URL(context.parentURL).searchParams.get(mark)
    if (!load || !resolved.url.startsWith(schedules)) return resolved
    return { ...resolved, url: `${resolved.url}?${mark}=${load}` }
  },
  load(url, context, nextLoad) {
    const { searchParams } = new URL(url)
    const load = searchParams.get(mark)
    const loaded = nextLoad(url, context)
    if (load === null || !loaded.source) return loaded
    const file = fileURLToPath(url)
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
    const own = (loads[Number(load)] ?? []).filter((adjustment) => adjustment.file === file)
    return { ...loaded, source: own.reduce((text, { apply }) => apply(text), source) }
  },
})

/** The same code anew with the adjustments made in it. */
export async function detectionWith(adjustments: readonly Adjustment[]): Promise<Detection> {
  const load = loads.push(adjustments) - 1
  const of = (name: string) => import(`${schedules}${name}?${mark}=${load}`)
  const [detect, blocks, stitch] = await Promise.all([
    of('detect/detect-tables.ts'),
    of('detect/text-blocks.ts'),
    of('stitch.ts'),
  ])
  return { ...detect, ...blocks, ...stitch }
}
