import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, lchown, lstat, readdir } from 'node:fs/promises'
import path from 'node:path'

/** How to start a program that refuses to run as root: words before the command, and who owns its files. */
export type Unprivileged = { prefix: string[]; uid?: number; spawnAs: { uid?: number; gid?: number } }

const nobody = 65534

/**
 * The gentlest way to run `program` (tried with `--version`) without being root.
 *
 * A user namespace keeps our own rights on files, so any folder works. Where namespaces are blocked (most containers)
 * the program runs as uid 65534 with the one capability that lets it enter folders such as /root; where that is
 * refused too, as plain uid 65534, which needs folders that anybody may enter. Throws when none of them can run it.
 */
export function findUnprivileged(program: string): Unprivileged {
  if (process.getuid?.() !== 0) return { prefix: [], spawnAs: {} }
  const asNobody = ['--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups']
  const mayEnterAnyFolder = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  const ways: Unprivileged[] = [
    { prefix: ['unshare', '--user', '--'], uid: 0, spawnAs: {} },
    { prefix: ['setpriv', ...asNobody, ...mayEnterAnyFolder, '--'], uid: nobody, spawnAs: {} },
    { prefix: [], uid: nobody, spawnAs: { uid: nobody, gid: nobody } },
  ]
  const way = ways.find((candidate) => runs([...candidate.prefix, program, '--version'], candidate.spawnAs))
  if (way) return way
  throw new Error(
    `PostgreSQL does not run as root, and user ${nobody} may not execute ${program}. ` +
      'Run LedgerLift as an ordinary user, or install it in a folder that every user may enter.',
  )
}

/** Words before a command that make it get SIGINT when we die, however we die; none where the system cannot. */
export function interruptWhenParentDies(): string[] {
  return runs(['setpriv', '--pdeathsig', 'INT', 'true'], {}) ? ['setpriv', '--pdeathsig', 'INT', '--'] : []
}

/** Gives `dir` itself, and `inner` with all in it, to `uid`, unless it has them already. */
export async function giveTo(uid: number | undefined, dir: string, inner: string): Promise<void> {
  if (uid === undefined) return
  await chown(dir, uid, uid)
  if (existsSync(inner)) await giveTree(uid, inner)
}

async function giveTree(uid: number, entry: string): Promise<void> {
  const stats = await lstat(entry)
  if (stats.uid === uid) return
  if (stats.isDirectory()) {
    for (const name of await readdir(entry)) await giveTree(uid, path.join(entry, name))
  }
  // A folder comes after what it holds, so that a walk which is interrupted is taken up again.
  await lchown(entry, uid, uid)
}

function runs([command, ...args]: string[], spawnAs: Unprivileged['spawnAs']): boolean {
  try {
    execFileSync(command!, args, { stdio: 'ignore', ...spawnAs })
    return true
  } catch {
    return false
  }
}
