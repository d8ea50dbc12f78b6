/** A TCP proxy that does to connections what networks and servers do to them. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What becomes of something that a client sends: cut before it arrives, or after, so that its answer never comes. */
export type TcpFault = 'pass' | 'cut before' | 'cut after' | 'swallow' | { delayMs: number }

export type FaultyTcp = {
  port: number
  /** Asked about everything that clients send, whole messages of theirs as a rule. */
  fault: (sent: Buffer) => TcpFault
  /** From now on nothing is passed on in either direction, and new connections are taken and left alone. */
  hang(): void
  /** Passes everything on again; connections that hung break. */
  recover(): void
  close(): Promise<void>
}

/** Starts it before a server on this machine. */
export async function startFaultyTcp(serverPort: number): Promise<FaultyTcp> {
  const open = new Set<Socket>()
  const hung = new Set<Socket>()
  let hanging = false

  function serve(client: Socket): void {
    const server = connect(serverPort, '127.0.0.1')
    const cut = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      open.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        open.delete(socket)
        cut()
      })
    }
    let isLast = false
    // What is delayed must not be overtaken by what follows.
    let before: Promise<unknown> = Promise.resolve()
    client.on('data', (sent: Buffer) => {
      before = before.then(async () => {
        const fault = hanging ? 'swallow' : proxy.fault(sent)
        if (fault === 'cut before') return cut()
        if (fault === 'swallow') return void hung.add(client)
        if (typeof fault === 'object') await pause(fault.delayMs)
        if (fault === 'cut after') isLast = true
        server.write(sent)
      })
    })
    server.on('data', (answer) => {
      // The answer says that it arrived.
      if (isLast) return cut()
      if (hanging) hung.add(client)
      else client.write(answer)
    })
  }

  const listener = createServer(serve)
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const breakHung = () => {
    for (const socket of hung) socket.destroy()
    hung.clear()
  }
  const proxy: FaultyTcp = {
    port: (listener.address() as AddressInfo).port,
    fault: () => 'pass',
    hang: () => {
      hanging = true
    },
    recover: () => {
      hanging = false
      proxy.fault = () => 'pass'
      breakHung()
    },
    close: async () => {
      for (const socket of open) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
  return proxy
}
