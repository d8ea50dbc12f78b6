/** The parent's end of one reading process: starts it, asks it, times it, and says how it ended. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { searchPath } from '../platform/config.ts'
import {
  MEMORY_EXCEEDED_MARK,
  type ReadingLimits,
  type ReadingReady,
  type ReadingReply,
  type ReadingRequest,
  type ReadingSettings,
} from './reading-messages.ts'

// From source the process is this folder's module; a bundle has it beside the chunk that this module ends up in.
const readingProcess = new URL(
  import.meta.url.endsWith('.ts') ? './reading-process.ts' : './reading-process.mjs',
  import.meta.url,
)

/** A cold Lambda with a full core's share takes about 3 s to start Node; the page's own time starts after that. */
const START_TIMEOUT_MS = 30_000

/** Enough of stderr to hold V8's own report of a full heap. */
const LAST_WORDS_CHARACTERS = 8_192

/**
 * `ended`: the process is gone, and broke neither limit. Whether the input ended it, or somebody outside, only a fresh
 * process can tell.
 */
export type ChildReply = ReadingReply & { ended?: boolean }

export type ReadingChild = {
  /** False once it has ended or has been told to. */
  alive(): boolean
  /** One request at a time. Settles at once when the process ends, and by `pageTimeoutMs` at the latest. */
  ask(request: ReadingRequest, signal?: AbortSignal): Promise<ChildReply>
  /** Kills the process and waits until it is gone. */
  end(): Promise<void>
}

/** Forks a reading process. It keeps this process running only while it is asked something. */
export function startReadingChild(limits: ReadingLimits, ocrLanguages: string[], drawn: boolean): ReadingChild {
  // A process that is killed leaves behind what its parsers were writing.
  const scratch = mkdtempSync(path.join(tmpdir(), 'ledgerlift-reading-'))
  const settings: ReadingSettings = { memoryBytes: limits.memoryBytes, scratch, ocrLanguages, drawn }
  const child = fork(readingProcess, [JSON.stringify(settings)], {
    serialization: 'advanced',
    // Half for the heap: WebAssembly memory and buffers lie outside it, and all of it counts.
    execArgv: [`--max-old-space-size=${Math.max(16, Math.floor(limits.memoryBytes / 2 / 2 ** 20))}`],
    env: childEnvironment(scratch),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lastWords = keepLastWords(child)
  let alive = true
  const closed = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    // Not 'exit': by 'close' everything that it wrote to stderr has been read.
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  }).finally(() => {
    alive = false
    rmSync(scratch, { recursive: true, force: true })
  })
  const ready = nextMessage<ReadingReady>(child)
  const end = async () => {
    alive = false
    // Whoever waits for the end must not be ended by having nothing else to wait for.
    hold(child, true)
    child.kill('SIGKILL')
    await closed
  }
  hold(child, false)

  return {
    alive: () => alive,
    end,
    async ask(request, signal) {
      signal?.throwIfAborted()
      hold(child, true)
      try {
        const started = await firstOf(ready, closed, START_TIMEOUT_MS, signal)
        if (started.kind !== 'message') return await whyEnded(started, request)
        const reply = nextMessage<ReadingReply>(child)
        // A process that has just died cannot be sent to; `closed` says so in a moment.
        child.send(request, () => undefined)
        const outcome = await firstOf(reply, closed, limits.pageTimeoutMs, signal)
        return outcome.kind === 'message' ? outcome.message : await whyEnded(outcome, request)
      } catch (error) {
        await end()
        throw error
      } finally {
        hold(child, false)
      }
    },
  }

  async function whyEnded(outcome: Ended | Late, request: ReadingRequest): Promise<ChildReply> {
    await end()
    const subject = request.kind === 'page' ? `Page ${request.page}` : 'The document'
    if (lastWords().includes(MEMORY_EXCEEDED_MARK) || /heap out of memory|allocation failed/i.test(lastWords())) {
      const detail = `${subject} needs more memory than the limit of ${Math.floor(limits.memoryBytes / 2 ** 20)} MiB.`
      return { unreadable: { code: 'page_memory_exceeded', detail } }
    }
    if (outcome.kind === 'late') {
      const detail = `${subject} could not be read within ${outcome.afterMs} ms.`
      return { unreadable: { code: 'page_timeout', detail } }
    }
    const code = request.kind === 'page' ? 'page_unreadable' : 'document_unreadable'
    const detail = `${subject} ended the process that was reading it (${outcome.how}).`
    return { unreadable: { code, detail }, ended: true }
  }
}

type Ended = { kind: 'ended'; how: string }
type Late = { kind: 'late'; afterMs: number }

/** Rejects with the signal's reason when it is aborted. */
async function firstOf<T>(message: Promise<T>, closed: Promise<string>, timeoutMs: number, signal?: AbortSignal) {
  let timer: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  const late = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'late', afterMs: timeoutMs }), timeoutMs)
  })
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal?.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([
      message.then((value) => ({ kind: 'message' as const, message: value })),
      closed.then((how): Ended => ({ kind: 'ended', how })),
      late,
      aborted,
    ])
  } finally {
    clearTimeout(timer)
    if (onAbort) signal?.removeEventListener('abort', onAbort)
  }
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as T))
  })
}

function keepLastWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-LAST_WORDS_CHARACTERS)
  })
  return () => words
}

/** Whether the process and its pipes keep this process running. */
function hold(child: ChildProcess, held: boolean): void {
  const stderr = child.stderr as Socket | null
  for (const handle of [child, child.channel, stderr]) held ? handle?.ref() : handle?.unref()
}

/** Everything that the reading process may know of its surroundings: no secret is among it. */
function childEnvironment(scratch: string): Record<string, string> {
  return { PATH: searchPath(), HOME: homedir(), TMPDIR: scratch, TEMP: scratch, LANG: 'C.UTF-8' }
}
