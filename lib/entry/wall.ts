import type { App } from '../platform/context.ts'
import { AppError, unavailable } from '../platform/errors.ts'
import { findWallGaps } from '../platform/roles.ts'

const standing = new WeakSet<App>()

/** What is wrong with row-level security, region by region. */
export async function wallGaps(app: App): Promise<string[]> {
  const gaps = await Promise.all(
    app.regions.map(async (region) => {
      const found = await findWallGaps(app.database(region)).catch((error: unknown) => {
        throw unavailable('The database', error)
      })
      return found.map((gap) => `${region}: ${gap}`)
    }),
  )
  return gaps.flat()
}

/** 503 `not_ready` unless tenants are kept apart. Once it stood, an instance does not look again. */
export async function refuseWithoutWall(app: App): Promise<void> {
  if (standing.has(app)) return
  const gaps = await wallGaps(app)
  if (gaps.length > 0) {
    app.log.error('tenants are not kept apart, so nothing is served', { gaps })
    throw new AppError('not_ready')
  }
  standing.add(app)
}
