/** Looks at processes through /proc. */
import { readdirSync, readFileSync } from 'node:fs'

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const allProcesses = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** The children of a process whose command line has these words in it. */
export const childrenOf = (parent: number, words: string): number[] =>
  allProcesses().filter(
    (pid) =>
      read(`/proc/${pid}/status`).includes(`\nPPid:\t${parent}\n`) && read(`/proc/${pid}/cmdline`).includes(words),
  )

/** Resident memory of a process in bytes; 0 when it is gone. */
export const residentBytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024

/** The command lines of processes that run and have this folder in their environment. */
export const processesWith = (folder: string): string[] =>
  allProcesses()
    .filter((pid) => pid !== process.pid && read(`/proc/${pid}/environ`).includes(folder))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').slice(0, 200))
