import type { App, Region } from '../platform/context.ts'

/** Does a sweep in every region, and says what it did in each. */
export async function eachRegion<T>(app: App, sweep: (region: Region) => Promise<T>): Promise<Record<string, T>> {
  const done: Record<string, T> = {}
  for (const region of app.regions) done[region] = await sweep(region)
  return done
}
