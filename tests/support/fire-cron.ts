import { expect } from 'vitest'
import type { Stack } from '../../lib/local/stack.ts'

/** Runs a cron once, as its clock would; fails when it did. */
export async function fireCron(stack: Stack, name: string): Promise<void> {
  const cron = stack.host.functions.find((one) => one.name === name)
  if (!cron?.schedule) throw new Error(`there is no cron ${name}`)
  const response = (await cron.handler(new Request('http://localhost/'), {} as never)) as Response
  expect(response.status).toBe(204)
}
