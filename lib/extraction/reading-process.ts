/**
 * The reading process: opens documents and reads pages as its parent asks, and ends when its parent does.
 * It keeps the last document open, so that its pages are read one by one without opening it again.
 * The same file runs a second time as a thread that watches the process, whatever the parsers are busy with.
 */
import { rmSync } from 'node:fs'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import type { DocumentOpener, ReadableDocument } from './open-document.ts'
import type { ReadingReply, ReadingRequest, ReadingSettings } from './reading-messages.ts'
import { watchProcess } from './watch-process.ts'

if (isMainThread) serve(JSON.parse(process.argv[2] ?? '{}') as ReadingSettings)
else watchProcess(workerData)

function serve(settings: ReadingSettings): void {
  const watch = new Worker(new URL(import.meta.url), {
    workerData: { memoryBytes: settings.memoryBytes, scratch: settings.scratch, parentPid: process.ppid },
    execArgv: [],
  })
  watch.unref()
  process.on('disconnect', () => {
    rmSync(settings.scratch, { recursive: true, force: true })
    process.exit()
  })
  const answer = answering(settings)
  process.on('message', async (request: ReadingRequest) => {
    const reply = await answer(request)
    process.send?.(reply)
  })
  watch.once('online', () => process.send?.({ ready: true }))
}

function answering(settings: ReadingSettings): (request: ReadingRequest) => Promise<ReadingReply> {
  let open: DocumentOpener | undefined
  let current: { key: string; document: ReadableDocument } | undefined

  async function documentOf({ file, contentType }: ReadingRequest) {
    const key = `${contentType} ${file}`
    if (current?.key === key) return current.document
    await current?.document.close()
    current = undefined
    // Parsers are loaded once there is something to parse: the process is ready sooner.
    const { documentOpener } = await import('./open-document.ts')
    open ??= documentOpener(settings)
    current = { key, document: await open(file, contentType) }
    return current.document
  }

  return async (request) => {
    try {
      const document = await documentOf(request)
      if (request.kind === 'page') {
        const { fitToStore } = await import('./fit-to-store.ts')
        const page = await document.readPage(request.page)
        return 'picture' in page ? { drawn: page } : { page: fitToStore(page) }
      }
      const { page_count, warnings, characters = null } = document
      return { inspection: { page_count, warnings, characters } }
    } catch (error) {
      const { describeFailure } = await import('./describe-failure.ts')
      return { unreadable: describeFailure(error, request) }
    }
  }
}
