/** An endpoint is data: the server, the OpenAPI document and the contract tests are made from the same record. */
import type * as z from 'zod/mini'
import type { Home } from '../idempotency/claim.ts'
import type { App, Ctx } from '../platform/context.ts'
import type { ErrorCode } from '../platform/error-codes.ts'
import type { Log } from '../platform/log.ts'
import { once } from '../platform/once.ts'
import type { Permission } from '../tenancy/permissions.ts'
import type { Answer } from './answer.ts'
import type { FormBody } from './request-body.ts'

/** Built when it is first asked for: an instance that has just started needs few of the schemas that are stated. */
type Schema<T = unknown> = () => z.ZodMiniType<T>

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

type Described = {
  method: Method
  /** Canonical, with `:name` for parameters. */
  path: `/api/v1/${string}`
  summary: string
  description?: string
  /** 200 unless it says otherwise; 302 where the answer is a redirect. */
  status?: 200 | 201 | 202 | 302
  /** Another status that the same JSON may come with. */
  statusOtherwise?: 503
  /** The JSON answer; none where the answer is a file or a redirect. */
  response?: Schema
  /** Media types of an answer that is not JSON. */
  produces?: string[]
  /** Codes beyond those that every endpoint may answer. */
  errors?: ErrorCode[]
}

/** For anyone, or for whoever has the internal token: no tenant, no key. */
export type OpenEndpoint = Described & {
  access: 'public' | 'internal'
  handle(open: { app: App; log: Log; headers: Headers }): Promise<{ status?: number; body: unknown } | Answer>
}

type Schemas<P, Q, B> = { params?: Schema<P>; query?: Schema<Q>; body?: Schema<B>; form?: FormBody<B> }

type TenantSpec<P, Q, B, R> = Described &
  Schemas<P, Q, B> & {
    permission: Permission
    /** Which database the verb writes, and whether its result is sealed since it holds a secret. */
    idempotency?: { home?: Home; seal?: boolean }
    handle(ctx: Ctx, input: { params: P; query: Q; body: B }): Promise<R>
    /** Makes the answer of a result, where it is not the result itself as JSON. */
    answer?(ctx: Ctx, result: R): Promise<Answer>
  }

export type TenantEndpoint = TenantSpec<unknown, unknown, unknown, unknown> & { access: 'tenant' }
export type Endpoint = TenantEndpoint | OpenEndpoint

const SCHEMAS = ['params', 'query', 'body', 'response'] as const

/** The schemas of an endpoint, each of which is built once. */
const builtOnce = (spec: Partial<Record<(typeof SCHEMAS)[number], Schema>>) =>
  Object.fromEntries(SCHEMAS.flatMap((name) => (spec[name] ? [[name, once(spec[name])]] : [])))

/** Types an endpoint's input by its schemas. */
export const endpoint = <P, Q, B, R>(spec: TenantSpec<P, Q, B, R>): Endpoint =>
  // The schemas guarantee at run time what the handler's types say, so the types may be forgotten here.
  ({ ...spec, ...builtOnce(spec), access: 'tenant' }) as unknown as TenantEndpoint

export const openEndpoint = (spec: OpenEndpoint): Endpoint => spec

export const takesBody = ({ method }: Endpoint): boolean => method === 'POST' || method === 'PUT'
