/** PgBouncer in transaction mode, as many hosts of PostgreSQL put it between functions and database. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { freePort } from '../../lib/local/free-port.ts'
import { findUnprivileged, giveTo, interruptWhenParentDies } from '../../lib/local/unprivileged.ts'

/** Debian installs it where an ordinary user's PATH does not lead. */
const PROGRAM = '/usr/sbin/pgbouncer'

/** Far fewer connections than the pools of the functions have (10 for each stack): they must share them. */
const SERVER_CONNECTIONS = 4

const settings = (port: number, serverPort: string, logins: string) => `
[databases]
* = host=127.0.0.1 port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${logins}
pool_mode = transaction
default_pool_size = ${SERVER_CONNECTIONS}
max_client_conn = 1000
`

export type Pooler = {
  /** The address of the server behind it, with the pooler's port. */
  url: string
  stop(): Promise<void>
}

/** Starts it in front of the server at `postgresUrl`, for these logins; its files go to `dir`. */
export async function startPooler(postgresUrl: string, logins: string[], dir: string): Promise<Pooler> {
  const url = new URL(postgresUrl)
  const port = await freePort()
  const users = path.join(dir, 'pgbouncer-users.txt')
  const config = path.join(dir, 'pgbouncer.ini')
  await writeFile(users, logins.map((login) => `"${login}" ""\n`).join(''))
  await writeFile(config, settings(port, url.port, users))
  const { prefix, uid, spawnAs } = findUnprivileged(PROGRAM)
  await giveTo(uid, dir, config)
  await giveTo(uid, dir, users)
  const [command, ...args] = [...prefix, ...interruptWhenParentDies(), PROGRAM, config]
  const child = spawn(command!, args, { ...spawnAs, stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000)
      if (/process up/.test(log)) resolve()
    })
    child.once('error', reject)
    child.once('close', () => reject(new Error(`PgBouncer did not start: ${log}`)))
  })
  url.port = String(port)
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  return { url: url.href, stop }
}
