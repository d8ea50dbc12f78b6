import { setTimeout as delay } from 'node:timers/promises'

/** Asks again every `intervalMs` until `done` answers true; false once `timeoutMs` have passed without that. */
export async function pollUntil(
  done: () => boolean | Promise<boolean>,
  { timeoutMs, intervalMs = 25 }: { timeoutMs: number; intervalMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  while (!(await done())) {
    if (performance.now() >= deadline) return false
    await delay(intervalMs)
  }
  return true
}
