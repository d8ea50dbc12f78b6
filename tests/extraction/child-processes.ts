/** Looks at reading processes from outside, through /proc. */
import { readdirSync, readFileSync } from 'node:fs'

/** Whether this platform lets us look. */
export const canLook = process.platform === 'linux'

/** The reading processes that `parent` has started and that still run. */
export function readingProcesses(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const status = read(`/proc/${pid}/status`)
      return status.includes(`PPid:\t${parent}\n`) && read(`/proc/${pid}/cmdline`).includes('reading-process')
    })
}

export function environmentOf(pid: number): Record<string, string> {
  const entries = read(`/proc/${pid}/environ`).split('\0').filter(Boolean)
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  )
}

/** Time that the process has spent in its own code, in hundredths of a second; proc(5), field 14 of stat. */
export function cpuTicks(pid: number): number {
  return Number(read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')[11] ?? 0)
}

/** A zombie, ended but not yet collected by whoever inherited it, counts as gone. */
export function isRunning(pid: number): boolean {
  return /^State:\t[^ZX]/m.test(read(`/proc/${pid}/status`))
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
