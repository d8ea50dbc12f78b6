import { once } from 'node:events'
import { connect } from 'node:net'
import { type Outcome, RedisError, type Reply } from './reply.ts'

export type RespClient = {
  /** Sends commands in one piece; resolves with their answers in order. Rejects when the connection is lost. */
  send(commands: string[][]): Promise<Outcome[]>
  close(): void
}

type Parsed<T> = { value: T; next: number }

/** Connects to Redis (RESP2) on a Unix socket. https://redis.io/docs/latest/develop/reference/protocol-spec/ */
export async function connectResp(socketPath: string): Promise<RespClient> {
  const socket = connect(socketPath)
  await once(socket, 'connect')
  socket.setNoDelay(true).unref()
  const waiting: { resolve: (outcome: Outcome) => void; reject: (error: Error) => void }[] = []
  let buffer: Buffer = Buffer.alloc(0)
  const take = (chunk: Buffer) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
    let offset = 0
    for (let parsed = parse(buffer, 0); parsed; parsed = parse(buffer, offset)) {
      offset = parsed.next
      const { value } = parsed
      waiting.shift()?.resolve(value instanceof RedisError ? { error: value.message } : { result: value as Reply })
    }
    buffer = buffer.subarray(offset)
  }
  socket.on('data', (chunk) => {
    try {
      take(chunk)
    } catch {
      socket.destroy()
    }
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    for (const { reject } of waiting.splice(0)) reject(new RedisError('ERR the connection to redis-server is lost'))
  })
  return {
    send: (commands) => {
      if (socket.destroyed) return Promise.reject(new RedisError('ERR the connection to redis-server is lost'))
      socket.ref()
      const outcomes = commands.map(() => new Promise<Outcome>((resolve, reject) => waiting.push({ resolve, reject })))
      socket.write(commands.map(encode).join(''))
      return Promise.all(outcomes).finally(() => {
        if (waiting.length === 0) socket.unref()
      })
    },
    close: () => {
      socket.destroy()
    },
  }
}

const encode = (command: string[]): string =>
  `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`

/** An error inside a list stands there as a value. */
type Value = string | number | null | RedisError | Value[]

/** One answer from `offset` on; undefined while a part of it has not arrived. */
function parse(buffer: Buffer, offset: number): Parsed<Value> | undefined {
  const end = buffer.indexOf('\r\n', offset)
  if (end < 0) return
  const line = buffer.toString('utf8', offset + 1, end)
  const next = end + 2
  switch (String.fromCharCode(buffer[offset]!)) {
    case '+':
      return { value: line, next }
    case '-':
      return { value: new RedisError(line), next }
    case ':':
      return { value: Number(line), next }
    case '$':
      return line === '-1' ? { value: null, next } : parseBulk(buffer, next, Number(line))
    case '*':
      return line === '-1' ? { value: null, next } : parseList(buffer, next, Number(line))
    default:
      throw new RedisError(`ERR redis-server answered what is not RESP2: ${line}`)
  }
}

function parseBulk(buffer: Buffer, offset: number, length: number): Parsed<Value> | undefined {
  if (buffer.length < offset + length + 2) return
  return { value: buffer.toString('utf8', offset, offset + length), next: offset + length + 2 }
}

function parseList(buffer: Buffer, offset: number, length: number): Parsed<Value> | undefined {
  const value: Value[] = []
  let next = offset
  while (value.length < length) {
    const parsed = parse(buffer, next)
    if (!parsed) return
    value.push(parsed.value)
    next = parsed.next
  }
  return { value, next }
}
