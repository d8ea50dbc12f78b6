/** A worker with as little memory as a test allows it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { eventOf, type Letter } from './deliveries.ts'
import type { TestStack } from './stack.ts'

const FUNCTIONS = { extract: 'extract-document', assemble: 'assemble-job', costs: 'record-cost', 'dead-letters': 'dead-letters' } // biome-ignore format: short

/** Delivers one message to a process of its own whose heap is limited; rejects when it fails or runs out of memory. */
export async function deliverToProcess(stack: TestStack, letter: Letter, heapMib: number): Promise<void> {
  const script = path.join(import.meta.dirname, 'handle-in-process.ts')
  const worker = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMib}`, script, FUNCTIONS[letter.destination], JSON.stringify(eventOf(letter))],
    {
      env: { PATH: process.env.PATH, ...stack.settings, POWERTOOLS_METRICS_DISABLED: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said = Promise.all([text(worker.stdout), text(worker.stderr)])
  await once(worker, 'close')
  if (worker.exitCode === 0) return
  const how = worker.signalCode ?? `exit code ${worker.exitCode}`
  throw new Error(`${letter.destination} with ${heapMib} MiB: ${how}\n${(await said).join('\n').slice(-2_000)}`)
}
