import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { pollUntil } from './poll-until.ts'

/** One server owns a folder. Said to whoever comes second. */
export const anotherIsRunning = (dir: string) => `another LedgerLift is running on this folder: ${dir}`

const launcherMark = 'ledgerlift-launcher-'

/** The server's cluster name tells who launched it; it stands in its command line from the first moment. */
export const clusterName = () => `${launcherMark}${process.pid}`

/**
 * Makes the data folder free to start on. A server left behind by a launcher that died is stopped; a lock file left
 * behind by a server that died is removed where its process number now belongs to somebody else.
 * Throws `anotherIsRunning` when the server's launcher is alive.
 */
export async function claimDataDir(dataDir: string): Promise<void> {
  const pid = await readPostmasterPid(dataDir)
  if (pid === undefined || !isAlive(pid)) return
  if (!isServerOf(pid, dataDir)) {
    await rm(path.join(dataDir, 'postmaster.pid'), { force: true })
    return
  }
  if (launcherLives(pid)) throw new Error(anotherIsRunning(path.dirname(dataDir)))
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    if (await pollUntil(() => !isAlive(pid), { timeoutMs: 10_000 })) return
  }
}

async function readPostmasterPid(dataDir: string): Promise<number | undefined> {
  const text = await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  return procStat(pid)?.state === 'Z'
}

/** Process numbers are used again, so a living one proves nothing: a server's working folder is its data folder. */
function isServerOf(pid: number, dataDir: string): boolean {
  if (process.platform === 'win32') return true
  if (process.platform !== 'linux') return describe(pid).command.includes(dataDir)
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir
  } catch {
    return false
  }
}

/** An orphan has been given another parent; a server whose parent is the launcher it names is in use. */
function launcherLives(pid: number): boolean {
  if (process.platform === 'win32') return true
  const { parent, command } = describe(pid)
  return new RegExp(`${launcherMark}${parent}(?!\\d)`).test(command)
}

function describe(pid: number): { parent: number; command: string } {
  if (process.platform === 'linux') {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return { parent: procStat(pid)?.parent ?? 0, command }
  }
  const [, parent = '', command = ''] =
    /^\s*(\d+)\s+(.*)$/.exec(
      execFileSync('ps', ['-o', 'ppid=,command=', '-ww', '-p', `${pid}`], { encoding: 'utf8' }),
    ) ?? []
  return { parent: Number(parent), command }
}

/** State and parent stand after the program's name, which is in brackets and may hold anything. */
function procStat(pid: number): { state: string; parent: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', parent] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state, parent: Number(parent) }
  } catch {
    return undefined
  }
}
