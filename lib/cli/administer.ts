import { createApp } from '../entry/app.ts'
import { fieldErrors } from '../entry/request-body.ts'
import { readConfig } from '../platform/config.ts'
import { type App, REGIONS, type Region } from '../platform/context.ts'
import { newId } from '../platform/ids.ts'
import { addMember, addWorkspace, createCompany, listMembers } from '../tenancy/companies.ts'
import { createKey, listKeys, NewApiKey, revokeKey } from '../tenancy/keys.ts'
import { needed, oneOf, readArguments } from './arguments.ts'
import { commandSettings } from './settings-file.ts'
import { operatorContext } from './tenant.ts'
import { say, UsageError } from './terminal.ts'

const ROLES = ['viewer', 'preparer', 'approver', 'admin'] as const

/** An App for one command. */
export async function withApp(work: (app: App) => Promise<void>): Promise<void> {
  const app = createApp({ config: readConfig({ LOG_LEVEL: 'ERROR', ...commandSettings() }) })
  try {
    await work(app)
  } finally {
    await app.close()
  }
}

export async function companies(args: string[]): Promise<void> {
  const { positionals, options } = readArguments(args, ['name', 'workspace', 'region'])
  oneOf(needed(positionals[0], 'what to do'), ['create'], 'companies')
  const region: Region = oneOf(options.region ?? 'US', REGIONS, '--region')
  await withApp(async (app) => {
    const input = { name: needed(options.name, '--name'), region, workspace: options.workspace ?? 'Main' }
    const made = await createCompany(operatorContext(app, newId(app.now()), region), input)
    say(`company    ${made.company_id}\nworkspace  ${made.workspace_id}`)
  })
}

export async function workspaces(args: string[]): Promise<void> {
  const { positionals, options } = readArguments(args, ['company', 'name'])
  oneOf(needed(positionals[0], 'what to do'), ['create'], 'workspaces')
  await withApp(async (app) => {
    const ctx = operatorContext(app, needed(options.company, '--company'))
    say(`workspace  ${await addWorkspace(ctx, needed(options.name, '--name'))}`)
  })
}

export async function members(args: string[]): Promise<void> {
  const { positionals, options } = readArguments(args, ['company', 'email', 'name', 'role', 'workspace'])
  const verb = oneOf(needed(positionals[0], 'what to do'), ['add', 'list'], 'members')
  await withApp(async (app) => {
    const ctx = operatorContext(app, needed(options.company, '--company'))
    if (verb === 'list') {
      for (const { id, email, name, role, deactivated_at } of await listMembers(ctx))
        say(`${id}  ${(role ?? 'by workspace').padEnd(12)}  ${email}  ${name}${deactivated_at ? '  (inactive)' : ''}`)
      return
    }
    const id = await addMember(ctx, {
      email: needed(options.email, '--email'),
      name: needed(options.name, '--name'),
      role: oneOf(needed(options.role, '--role'), ROLES, '--role'),
      workspaceId: options.workspace ?? null,
    })
    say(`member  ${id}`)
  })
}

async function makeKey(app: App, options: Partial<Record<string, string>>): Promise<void> {
  const input = NewApiKey().safeParse({
    name: needed(options.name, '--name'),
    role: oneOf(needed(options.role, '--role'), ROLES, '--role'),
    member_id: needed(options.member, '--member'),
    workspace_id: options.workspace,
    expires_at: options.expires,
  })
  if (!input.success)
    throw new UsageError(
      fieldErrors(input.error)
        .map(({ path, message }) => `${path}: ${message}`)
        .join('\n'),
    )
  const made = await createKey(operatorContext(app, needed(options.company, '--company')), input.data)
  say(`id   ${made.id}\nkey  ${made.key}\nThe key is shown this once.`)
}

export async function keys(args: string[]): Promise<void> {
  const names = ['company', 'member', 'name', 'role', 'workspace', 'expires'] as const
  const { positionals, options } = readArguments(args, names)
  const verb = oneOf(needed(positionals[0], 'what to do'), ['create', 'list', 'revoke'], 'keys')
  await withApp(async (app) => {
    if (verb === 'create') return makeKey(app, options)
    const ctx = operatorContext(app, needed(options.company, '--company'))
    if (verb === 'revoke') {
      const { id } = await revokeKey(ctx, needed(positionals[1], 'the id of the key'))
      return say(`revoked  ${id}`)
    }
    let cursor: string | undefined
    do {
      const page = await listKeys(ctx, { limit: 1000, cursor })
      for (const key of page.data)
        say(
          `${key.id}  ${key.key_start}…  ${key.role.padEnd(8)}  ${key.revoked_at ? 'revoked' : 'in force'}  ${key.name}`,
        )
      cursor = page.next_cursor ?? undefined
    } while (cursor)
  })
}
