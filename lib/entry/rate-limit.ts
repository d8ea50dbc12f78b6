import type { LimitVerdict } from '../platform/cache.ts'
import { AppError } from '../platform/errors.ts'

const WINDOW_SECONDS = 60

/** `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers. */
export const limitHeaders = ({ limit, remaining, reset_seconds }: LimitVerdict): [string, string][] => [
  ['ratelimit-policy', `"key";q=${limit};w=${WINDOW_SECONDS}`],
  ['ratelimit', `"key";r=${remaining};t=${reset_seconds}`],
]

export function refuseOverLimit({ allowed, limit, reset_seconds }: LimitVerdict): void {
  if (!allowed)
    throw new AppError('rate_limited', `This key may make ${limit} requests a minute.`, {
      retryAfterSeconds: reset_seconds,
    })
}
