import * as z from 'zod/mini'
import { once } from '../platform/once.ts'

const Status = once(() => z.enum(['healthy', 'degraded', 'unhealthy']))

export const Health = once(() =>
  z
    .object({
      status: Status(),
      timestamp: z.date(),
      dependencies: z.array(
        z.object({ name: z.string(), status: Status(), message: z.string(), response_time_ms: z.number() }),
      ),
    })
    .register(z.globalRegistry, { id: 'Health' }),
)
export type Health = z.output<ReturnType<typeof Health>>
export type Dependency = Health['dependencies'][number]

/** As well as the worst of its dependencies. */
export function reportOf(dependencies: Dependency[], now: Date): Health {
  const has = (status: Dependency['status']) => dependencies.some((dependency) => dependency.status === status)
  const status = has('unhealthy') ? 'unhealthy' : has('degraded') ? 'degraded' : 'healthy'
  return { status, timestamp: now, dependencies }
}

/** A load balancer reads the code alone: what is merely degraded still serves. */
export const statusCodeOf = ({ status }: Health): number => (status === 'unhealthy' ? 503 : 200)

export type Check = {
  name: string
  /** What its failure means for the whole. */
  severity: 'unhealthy' | 'degraded'
  /** Returns a short message for people; throws when the dependency is not well. Never anything secret. */
  probe(): Promise<string>
}

const LIMIT_MS = 3_000

const timeLimit = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS).unref()
  })

/** Runs one check within its time; a failure is told by its kind, since messages may hold addresses and names. */
export async function runCheck({ name, severity, probe }: Check): Promise<Dependency> {
  const startedAt = performance.now()
  const done = (status: Dependency['status'], message: string): Dependency => ({
    name,
    status,
    message,
    response_time_ms: Math.round(performance.now() - startedAt),
  })
  try {
    return done('healthy', await Promise.race([probe(), timeLimit()]))
  } catch (error) {
    const detail = error instanceof HealthProblem ? error.message : 'does not answer'
    return done(severity, detail)
  }
}

/** A finding that may be told to anyone. */
export class HealthProblem extends Error {}
