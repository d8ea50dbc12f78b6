import { sql } from 'kysely'
import { type Check, type Dependency, HealthProblem, runCheck } from '../health/report.ts'
import type { App, Region } from '../platform/context.ts'
import { QUEUE_NAMES } from '../platform/queue-names.ts'
import { findWallGaps } from '../platform/roles.ts'

const database = (app: App, region: Region): Check => ({
  name: `database_${region.toLowerCase()}`,
  severity: 'unhealthy',
  probe: async () => {
    await sql`select 1`.execute(app.database(region))
    return 'answers'
  },
})

const wall = (app: App, region: Region): Check => ({
  name: `row_level_security_${region.toLowerCase()}`,
  severity: 'unhealthy',
  probe: async () => {
    const gaps = await findWallGaps(app.database(region))
    if (gaps.length > 0) throw new HealthProblem('tenants are not kept apart; the log says why')
    return 'stands'
  },
})

const store = (app: App, region: Region): Check => ({
  name: `object_store_${region.toLowerCase()}`,
  severity: 'unhealthy',
  probe: async () => {
    await (await app.objects(region)).ping()
    return 'answers'
  },
})

const queue = (app: App, name: (typeof QUEUE_NAMES)[number]): Check => ({
  name: `queue_${name.replace('-', '_')}`,
  severity: 'degraded',
  probe: async () => {
    const { waiting, in_flight, delayed } = await (await app.queues()).depth(name)
    if (name === 'dead-letters' && waiting > 0) throw new HealthProblem(`${waiting} messages were given up`)
    return `${waiting} waiting, ${in_flight} in flight, ${delayed} delayed`
  },
})

const cache = (app: App): Check => ({
  name: 'cache',
  severity: 'degraded',
  probe: async () => {
    const { kind, ping } = await app.cache()
    await ping()
    return kind === 'redis' ? 'answers' : 'in memory of this instance'
  },
})

const LOW_DISK_BYTES = 536_870_912

/** Reading a document takes scratch space; the embedded stack keeps all its data there too. */
const disk = (): Check => ({
  name: 'disk',
  severity: 'degraded',
  probe: async () => {
    // Most of what a look at the health costs a cold start, and only the detailed report needs it.
    const [{ statfs }, { tmpdir }] = await Promise.all([import('node:fs/promises'), import('node:os')])
    const { bavail, bsize } = await statfs(tmpdir())
    const free = Math.round((bavail * bsize) / 1_048_576)
    if (bavail * bsize < LOW_DISK_BYTES) throw new HealthProblem(`${free} MiB free`)
    return `${free} MiB free`
  },
})

/** Looks at what requests cannot do without, or at everything. */
export function healthChecks(app: App, which: 'essential' | 'all'): Promise<Dependency[]> {
  const essential = app.regions.flatMap((region) => [database(app, region), wall(app, region), store(app, region)])
  const rest = which === 'all' ? [...QUEUE_NAMES.map((name) => queue(app, name)), cache(app), disk()] : []
  return Promise.all([...essential, ...rest].map(runCheck))
}
