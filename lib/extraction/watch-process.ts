/**
 * Watches its own process from a thread, so that neither a parser in an endless loop nor one that blocks the event loop
 * can outlive the parent or outgrow the limit. Works alike on every platform.
 */
import { rmSync, utimesSync, writeSync } from 'node:fs'
import { MEMORY_EXCEEDED_MARK } from './reading-messages.ts'

/** At 2 GB/s, about what a parser fills at most, a process overshoots its limit by 100 MB. */
const LOOK_EVERY_MS = 50

/** Old folders of killed processes are removed by whoever starts: this one's must not look old. */
const TOUCH_EVERY_MS = 300_000

const STDERR = 2

type Watch = { memoryBytes: number; parentPid: number; scratch: string }

/** Kills the process with SIGKILL when its resident memory exceeds `memoryBytes` or its parent, who tidies up, is gone. */
export function watchProcess({ memoryBytes, parentPid, scratch }: Watch): void {
  setInterval(() => touch(scratch), TOUCH_EVERY_MS)
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryBytes) writeSync(STDERR, `${MEMORY_EXCEEDED_MARK}\n`)
    else if (process.ppid === parentPid) return
    else rmSync(scratch, { recursive: true, force: true })
    process.kill(process.pid, 'SIGKILL')
  }, LOOK_EVERY_MS)
}

function touch(folder: string): void {
  try {
    utimesSync(folder, new Date(), new Date())
  } catch {
    // Somebody tidied up below us: the next document will say what it misses.
  }
}
