import * as z from 'zod/mini'
import { recordEvent } from '../audit/record.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx, Role } from '../platform/context.ts'
import { decodeCursor, type Page, pageOf } from '../platform/cursor.ts'
import { inHomeTransaction, readingHome, type Tx } from '../platform/database.ts'
import { AppError, fail, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { once } from '../platform/once.ts'
import { hashKey, makeKey, startOfKey } from './key-format.ts'
import { covers } from './permissions.ts'
import {
  findMember,
  findWorkspaceRole,
  insertKey,
  listKeys as listKeyRows,
  listWorkspaces,
  lockKey,
  markKeyRevoked,
} from './store.ts'

const RoleName = once(() => z.enum(['viewer', 'preparer', 'approver', 'admin']))

export const ApiKey = once(() =>
  z
    .object({
      id: z.uuid(),
      name: z.string(),
      role: RoleName(),
      workspace_id: z
        .nullable(z.uuid())
        .register(z.globalRegistry, { description: 'null: every workspace of the company.' }),
      member_id: z.uuid().register(z.globalRegistry, {
        description: 'The owner: what the key may do is the lesser of its role and theirs.',
      }),
      key_start: z.string(),
      expires_at: z.nullable(z.date()),
      revoked_at: z.nullable(z.date()),
      last_used_at: z.nullable(z.date()),
      created_at: z.date(),
    })
    .register(z.globalRegistry, { id: 'ApiKey' }),
)
export type ApiKey = z.output<ReturnType<typeof ApiKey>>

export const NewApiKey = once(() =>
  z.strictObject({
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    role: RoleName(),
    workspace_id: z.nullish(z.uuid()).register(z.globalRegistry, {
      description: 'null: the whole company; left out: the workspace of the request, if it has one.',
    }),
    member_id: z
      .optional(z.uuid())
      .register(z.globalRegistry, { description: 'The owner; the owner of the calling key by default.' }),
    expires_at: z.optional(z.iso.datetime({ offset: true })),
  }),
)
export type NewApiKey = z.output<ReturnType<typeof NewApiKey>>

export const CreatedApiKey = once(() =>
  z
    .extend(ApiKey(), {
      key: z.string().register(z.globalRegistry, { description: 'The key itself. It is shown this once.' }),
    })
    .register(z.globalRegistry, { id: 'CreatedApiKey' }),
)

/** Where a key lives that names no workspace: in the one that the caller is in, else in the whole company. */
const ownWorkspace = ({ tenant: { workspace_ids } }: Ctx): string | null =>
  workspace_ids?.length === 1 ? workspace_ids[0]! : null

/** A key can give away nothing that it does not have: neither a role nor a wider reach. */
function refuseEscalation(ctx: Ctx, role: Role, workspaceId: string | null): void {
  if (ctx.actor.type !== 'key') return
  const { workspace_ids } = ctx.tenant
  const reaches = workspace_ids === null || (workspaceId !== null && workspace_ids.includes(workspaceId))
  if (!covers(ctx.actor.role, role) || !reaches) throw new AppError('role_too_strong')
}

async function ownerOf(tx: Tx, memberId: string, workspaceId: string | null): Promise<void> {
  const member = (await findMember(tx, memberId)) ?? fail(notFound('member', memberId))
  if (workspaceId === null) {
    if (member.role === null)
      throw new AppError('role_too_strong', 'The owner has no role in the whole company: name a workspace.')
    return
  }
  const workspaces = await listWorkspaces(tx)
  if (!workspaces.some(({ id }) => id === workspaceId)) throw notFound('workspace', workspaceId)
  if (member.role === null && !(await findWorkspaceRole(tx, memberId, workspaceId)))
    throw new AppError('role_too_strong', 'The owner has no role in this workspace.')
}

/** Makes a key; the key itself is in the result and nowhere else. */
export const createKey = (ctx: Ctx, input: NewApiKey): Promise<ApiKey & { key: string }> =>
  inHomeTransaction(ctx, async (tx) => {
    const workspaceId = input.workspace_id === undefined ? ownWorkspace(ctx) : input.workspace_id
    refuseEscalation(ctx, input.role, workspaceId)
    const memberId =
      input.member_id ??
      (ctx.actor.type === 'key'
        ? ctx.actor.member_id
        : fail(new AppError('validation_failed', 'member_id is required')))
    await ownerOf(tx, memberId, workspaceId)
    const key = makeKey(ctx.app.config.KEY_ENVIRONMENT)
    const row = await insertKey(tx, {
      id: newId(ctx.app.now()),
      name: input.name,
      role: input.role,
      workspace_id: workspaceId,
      member_id: memberId,
      key_hash: hashKey(key),
      key_start: startOfKey(key),
      expires_at: input.expires_at ? new Date(input.expires_at) : null,
    })
    const created = ApiKey().parse(row)
    const metadata = { role: created.role, member_id: memberId }
    await recordEvent(tx, 'key.created', {
      workspace_id: workspaceId,
      resource: { type: 'key', id: created.id },
      metadata,
    })
    return conclude(tx, { ...created, key })
  })

/** Newest first. */
export const listKeys = (
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ApiKey>> => {
  const [before] = decodeCursor('keys', ['id'], cursor) ?? []
  return readingHome(ctx, async (tx) => {
    const page = pageOf('keys', await listKeyRows(tx, before, limit + 1), limit, ({ id }) => [id])
    return { ...page, data: page.data.map((row) => ApiKey().parse(row)) }
  })
}

/** Revokes a key at once; revoking it again changes nothing. */
export const revokeKey = (ctx: Ctx, keyId: string): Promise<ApiKey> =>
  inHomeTransaction(ctx, async (tx) => {
    const key = (await lockKey(tx, keyId)) ?? fail(notFound('key', keyId))
    if (key.revoked_at) return conclude(tx, ApiKey().parse(key))
    const revoked = ApiKey().parse(await markKeyRevoked(tx, keyId, ctx.app.now()))
    const resource = { type: 'key', id: keyId }
    await recordEvent(tx, 'key.revoked', { workspace_id: key.workspace_id, resource })
    return conclude(tx, revoked)
  })
