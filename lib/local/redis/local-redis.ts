/**
 * The embedded Upstash Redis: its REST protocol on 127.0.0.1, in front of commands in memory or a `redis-server`.
 * Always true: both backends answer the same to what this product sends; a command that is not there is refused and
 * never half done; nothing is kept when it is closed.
 */
import { createMemoryBackend } from './memory-backend.ts'
import { createRestServer } from './rest.ts'
import { startServerBackend } from './server-backend.ts'

export type LocalRedis = {
  url: string
  token: string
  backend: 'memory' | 'redis-server'
  close(): Promise<void>
}

/** Starts it; `redis-server` must be on PATH for the backend of that name, and throws otherwise. */
export async function startLocalRedis(options: {
  token: string
  backend?: LocalRedis['backend']
  port?: number
}): Promise<LocalRedis> {
  const { token, backend = 'memory', port = 0 } = options
  const commands = backend === 'memory' ? createMemoryBackend() : await startServerBackend()
  const server = createRestServer(commands, token)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
  } catch (error) {
    await commands.close()
    throw error
  }
  const address = server.address()
  return {
    url: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : port}`,
    token,
    backend,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      server.closeAllConnections()
      await closed
      await commands.close()
    },
  }
}
