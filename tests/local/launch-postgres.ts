// Run as a program of its own by postgres.test.ts, which kills it: starts a server on the folder that it is given.
import { startLocalPostgres } from '../../lib/local/postgres.ts'

const server = await startLocalPostgres({ dir: process.argv[2]! })
process.stdout.write(`${JSON.stringify({ port: server.port, pid: server.pid, url: server.url() })}\n`)
setInterval(() => {}, 1000)
