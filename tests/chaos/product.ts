/**
 * The whole product as processes that can be killed: one with the servers that hold data and the API, and workers,
 * each a poller with its functions and its reading process. Whatever is killed is started again.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { childrenOf } from './processes.ts'

export type StackProgram = {
  dir: string
  env: Record<string, string>
  visibilitySeconds: number
  maxReceives: number
}
export type StackUp = { url: string; settings: Record<string, string>; ownerUrl: string; postgresPid: number }

/** What a kill hits: a process of a kind, or everything at once. */
export type Target =
  | 'poller with its worker'
  | 'reading process'
  | 'database connection'
  | 'stack'
  | 'stack and database'

type Program = { child: ChildProcess; killed: boolean; up: Promise<string | undefined> }

type ProductOptions = StackProgram & {
  workers: number
  /** Node's own options for workers. */
  workerFlags?: string[]
}

export function startProduct(options: ProductOptions) {
  const { dir, visibilitySeconds, workers: workerCount } = options
  const temporary = path.join(dir, 'tmp')
  mkdirSync(temporary, { recursive: true })
  const log = openSync(path.join(dir, 'log'), 'a')
  /** How programs ended that nobody had killed. */
  const surprises: string[] = []
  let workers: (Program | undefined)[] = []
  let stack = launchStack()
  let address: StackUp | undefined
  let stopping = false

  function launch(name: string, argument: string, env: Record<string, string>, flags: string[] = []): Program {
    const child = spawn(process.execPath, [...flags, path.join(import.meta.dirname, name), argument], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: temporary, ...env },
      stdio: ['ignore', 'pipe', log],
    })
    const lines = createInterface({ input: child.stdout! })
    const up = Promise.race([
      once(lines, 'line').then(([line]) => String(line)),
      once(child, 'exit').then(() => undefined),
    ])
    const program: Program = { child, killed: false, up }
    child.once('exit', (code, signal) => {
      if (program.killed || stopping) return
      surprises.push(`${name} ended by itself: ${signal ?? `exit code ${code}`}`)
      // Without an API nothing goes on, and the rest of the kills would prove nothing.
      if (program === stack) killAll(false)
    })
    return program
  }

  function launchStack(): Program {
    const { dir, env, visibilitySeconds, maxReceives } = options
    const program = launch('run-stack.ts', JSON.stringify({ dir, env, visibilitySeconds, maxReceives }), {
      POWERTOOLS_METRICS_DISABLED: 'true',
    })
    program.up.then((line) => {
      if (line === undefined || program.killed) return
      address = JSON.parse(line)
      workers = Array.from({ length: workerCount }, launchWorker)
    })
    return program
  }

  function launchWorker(): Program {
    const env = { ...address!.settings, POWERTOOLS_METRICS_DISABLED: 'true' }
    return launch('run-worker.ts', String(visibilitySeconds), env, options.workerFlags)
  }

  async function kill(program: Program): Promise<void> {
    program.killed = true
    const { child } = program
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async function killAll(database: boolean): Promise<void> {
    const postgresPid = address?.postgresPid
    address = undefined
    for (const program of [stack, ...workers]) if (program) program.killed = true
    if (database && postgresPid) killPid(postgresPid)
    await Promise.all([stack, ...workers].map((program) => program && kill(program)))
    workers = []
    stack = launchStack()
  }

  return {
    /** The running product; nothing while it starts. */
    address: () => address,
    surprises,
    temporary,
    /** The processes of the workers that run, and of those that read for them. */
    workerPids: () => {
      const workersNow = workers.flatMap((program) => program?.child.pid ?? [])
      return { workers: workersNow, reading: workersNow.flatMap((pid) => childrenOf(pid, 'reading-process')) }
    },
    /** Kills what `target` names, the one of several that `choice` (0 to below 1) points at; whether there was one. */
    async kill(target: Target, choice: number): Promise<boolean> {
      const chosen = <T>(all: T[]): T | undefined => all[Math.floor(choice * all.length)]
      if (target === 'stack' || target === 'stack and database') {
        await killAll(target === 'stack and database')
        return true
      }
      const running = workers.flatMap((program, index) => (program ? [{ program, index }] : []))
      if (target === 'poller with its worker') {
        const victim = chosen(running)
        if (!victim) return false
        await kill(victim.program)
        if (address) workers[victim.index] = launchWorker()
        return true
      }
      const pid =
        target === 'reading process'
          ? chosen(running.flatMap(({ program }) => childrenOf(program.child.pid!, 'reading-process')))
          : address && chosen(childrenOf(address.postgresPid, 'ledgerlift_functions'))
      return pid === undefined ? false : killPid(pid)
    },
    /** Ends everything in order; the exit codes. */
    async stop(): Promise<(number | null)[]> {
      stopping = true
      const codes: (number | null)[] = []
      for (const program of [...workers, stack]) {
        if (!program) continue
        const { child } = program
        if (child.exitCode === null && child.signalCode === null) {
          const ended = once(child, 'exit')
          child.kill('SIGTERM')
          await ended
        }
        codes.push(child.exitCode)
      }
      return codes
    },
    /** Ends everything somehow. */
    async abandon(): Promise<void> {
      stopping = true
      await Promise.all([stack, ...workers].map((program) => program && kill(program)))
    },
  }
}

export type Product = ReturnType<typeof startProduct>

function killPid(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}
