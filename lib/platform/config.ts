/**
 * The settings, parsed once from the environment; nothing else reads `process.env`.
 * A setting keeps one name everywhere: the variable, this table, `config.NAME`, docs/settings.md and .env.example
 * (both generated from here). A bad value stops the start, and every bad variable is named at once.
 */
import * as z from 'zod'

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
)
/** How a host is named that is this machine; a path is a socket in its file system. */
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|\/.*)$/

/** Whether credentials and rows would cross a network in the clear. The driver takes the last of a repeated parameter. */
function lacksTls(url: string): boolean {
  const { hostname, searchParams } = new URL(url)
  const host = searchParams.getAll('host').at(-1) ?? hostname
  const mode = searchParams.getAll('sslmode').at(-1) ?? ''
  return !LOCAL_HOST.test(host) && !['require', 'verify-ca', 'verify-full'].includes(mode)
}

const postgresUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
    error: 'must be a URL that begins with postgres://',
    abort: true,
  })
  .refine((url) => !lacksTls(url), 'needs sslmode=require or stricter, since it is not on localhost')
const key32 = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')

const day = 86_400
const mebibyte = 1_048_576

type Setting = { schema: z.ZodType; about: string; embedded?: string }

/** Each setting: how it is read, and what it is for. Optional ones switch something off when they are not set. */
const SETTINGS = {
  DATABASE_URL: {
    schema: postgresUrl,
    embedded: 'embedded',
    about: 'The home database (companies, members, keys) and US data. TLS is required outside localhost.',
  },
  DATABASE_URL_EU: { schema: postgresUrl.optional(), about: 'The database of companies whose data lives in the EU.' },
  DATABASE_URL_APAC: { schema: postgresUrl.optional(), about: 'The database of companies whose data lives in APAC.' },
  MIGRATION_DATABASE_URL: {
    schema: postgresUrl.optional(),
    about: "The owner's login, used by `migrate` alone; `DATABASE_URL` when not set.",
  },
  DATABASE_POOL_SIZE: { schema: whole(1, 20).default(2), about: 'Connections of one instance.' },
  USE_AWS: { schema: flag.default(false), about: 'true: AWS itself; false: any S3-compatible store, path style.' },
  S3_ENDPOINT: { schema: z.url().optional(), embedded: 'embedded', about: 'The store, unless USE_AWS is true.' },
  S3_BUCKET: { schema: z.string().min(3), embedded: 'embedded', about: 'Bucket of US data.' },
  S3_BUCKET_EU: { schema: z.string().min(3).optional(), about: 'Bucket of EU data.' },
  S3_BUCKET_APAC: { schema: z.string().min(3).optional(), about: 'Bucket of APAC data.' },
  S3_SSE: {
    schema: z.enum(['none', 'AES256', 'aws:kms']).optional(),
    about: 'Encryption at rest that is asked for: none, AES256 or aws:kms; AES256 with USE_AWS, else none.',
  },
  LEDGERLIFT_AWS_REGION: { schema: z.string().default('us-east-1'), about: 'Region of the AWS clients.' },
  LEDGERLIFT_AWS_ACCESS_KEY_ID: {
    schema: z.string().optional(),
    embedded: 'embedded',
    about: 'Credentials for Netlify functions, which run under an identity of their own; Lambda uses its role.',
  },
  LEDGERLIFT_AWS_SECRET_ACCESS_KEY: { schema: z.string().optional(), embedded: 'embedded', about: 'The other half.' },
  QUEUE_URL_EXTRACT: { schema: z.url(), embedded: 'embedded', about: 'Queue of extract-document.' },
  QUEUE_URL_ASSEMBLE: { schema: z.url(), embedded: 'embedded', about: 'Queue of assemble-job.' },
  QUEUE_URL_COSTS: { schema: z.url(), embedded: 'embedded', about: 'Queue of record-cost.' },
  QUEUE_URL_DEAD_LETTERS: {
    schema: z.url(),
    embedded: 'embedded',
    about: 'Where messages go that were received 3 times without success; read by dead-letters.',
  },
  SQS_ENDPOINT: { schema: z.url().optional(), embedded: 'embedded', about: 'An SQS that is not AWS’s.' },
  EVENT_BUS_NAME: { schema: z.string().optional(), about: 'Without it nothing is put on EventBridge.' },
  MAX_UPLOAD_BYTES: { schema: whole(1, 5_368_709_120).default(100 * mebibyte), about: 'The largest document.' },
  PRESIGN_TTL_SECONDS: { schema: whole(60, 7 * day).default(900), about: 'How long an upload URL is valid.' },
  MULTIPART_THRESHOLD_BYTES: {
    schema: whole(5 * mebibyte, 5_368_709_120).default(16 * mebibyte),
    about: 'Larger documents are uploaded in parts.',
  },
  RESPONSE_LIMIT_BYTES: {
    schema: whole(1024, 20 * mebibyte).default(4 * mebibyte),
    about: 'A larger answer becomes a 303 to a short-lived URL.',
  },
  PAGES_PER_CHUNK: { schema: whole(1, 1000).default(50), about: 'Pages of one extraction message.' },
  WORKER_CONCURRENCY: { schema: whole(1, 16).default(2), about: 'Messages that one worker reads side by side.' },
  PAGE_TIMEOUT_SECONDS: { schema: whole(1, 600).default(60), about: 'A page that takes longer is given up.' },
  WORKER_MEMORY_BYTES: {
    schema: whole(128 * mebibyte, 10_240 * mebibyte).default(1024 * mebibyte),
    about: 'A reading process that needs more is stopped.',
  },
  OCR_ENGINE: { schema: z.enum(['local']).default('local'), about: 'Who reads pages without usable text.' },
  OCR_LANGUAGES: { schema: list.default(['eng', 'deu']), about: 'Languages of the OCR, by their tesseract names.' },
  COST_PER_PAGE_CENTS: { schema: whole(0, 100_000).default(12), about: 'What a page read is charged.' },
  MAX_JOB_COST_CENTS: {
    schema: whole(0, 1_000_000_000).default(24_000),
    about: 'A job that would cost more is refused before a page is read.',
  },
  FEATURES_T3_COSTS: { schema: flag.default(true), about: 'Cost records and the cap on the cost of a job.' },
  UPSTASH_REDIS_REST_URL: { schema: z.url().optional(), about: 'Without it rate limits are kept in memory.' },
  UPSTASH_REDIS_REST_TOKEN: { schema: z.string().optional(), about: 'The token of that Redis.' },
  RATE_LIMIT_PER_MINUTE: { schema: whole(1, 1_000_000).default(600), about: 'Requests of one key in a minute.' },
  IDEMPOTENCY_TTL_SECONDS: { schema: whole(60, 30 * day).default(day), about: 'How long an answer can be replayed.' },
  IDEMPOTENCY_MAX_EXECUTIONS: { schema: whole(1, 100).default(3), about: 'Tries of an operation that fails with 5xx.' },
  INTERNAL_TOKEN: { schema: z.string().min(32).optional(), about: 'Without it /internal answers 404.' },
  ENCRYPTION_KEY: { schema: key32, embedded: 'embedded', about: '32 bytes in base64; seals stored secrets.' },
  ENCRYPTION_KEY_PREVIOUS: { schema: key32.optional(), about: 'Still opens what the previous key sealed.' },
  LOG_LEVEL: { schema: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'), about: 'The least that is logged.' },
  LOG_JSON_FORMAT: { schema: flag.default(true), about: 'false: lines for a person at a terminal.' },
  LOG_FILE: { schema: z.string().optional(), about: 'Where the embedded stack writes its log; stderr when not set.' },
  CORS_ORIGINS: { schema: list.default([]), about: 'Origins whose pages may call the API.' },
  KEY_ENVIRONMENT: {
    schema: z.enum(['live', 'test']).default('live'),
    embedded: 'test',
    about: 'What new keys begin with: ll_live_ or ll_test_.',
  },
} as const satisfies Record<string, Setting>

/** The same table, for the pages that are generated from it. */
export const SETTINGS_TABLE: Record<string, Setting> = SETTINGS

export type Config = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> }

type Environment = Record<string, string | undefined>

const PAIRS: [keyof Config, keyof Config][] = [
  ['DATABASE_URL_EU', 'S3_BUCKET_EU'],
  ['DATABASE_URL_APAC', 'S3_BUCKET_APAC'],
  ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'],
  ['LEDGERLIFT_AWS_ACCESS_KEY_ID', 'LEDGERLIFT_AWS_SECRET_ACCESS_KEY'],
]

/** What one variable cannot say about another. */
function* contradictions(env: Environment): Generator<string> {
  for (const [one, other] of PAIRS)
    if (Boolean(env[one]) !== Boolean(env[other])) yield `${one} and ${other}: one without the other`
  if (env.USE_AWS !== 'true' && !env.S3_ENDPOINT) yield 'S3_ENDPOINT: required unless USE_AWS is true'
}

export class ConfigError extends Error {
  readonly problems: string[]

  constructor(problems: string[]) {
    super(`These settings are wrong or missing:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

function parseSettings<N extends keyof Config>(env: Environment, names: readonly N[]) {
  const shape = Object.fromEntries(names.map((name) => [name, SETTINGS[name].schema]))
  const present = Object.fromEntries(names.map((name) => [name, env[name] || undefined]))
  const { data, error } = z.object(shape).safeParse(present)
  const problems = (error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0])
    return `${name}: ${env[name] ? message : 'required'}`
  })
  return { settings: data as Pick<Config, N>, problems }
}

/** Reads some settings alone, for a command that needs no others. Throws a `ConfigError` that names every bad one. */
export function readSettings<N extends keyof Config>(env: Environment, names: readonly N[]): Pick<Config, N> {
  const { settings, problems } = parseSettings(env, names)
  if (problems.length > 0) throw new ConfigError(problems)
  return settings
}

/** Reads all the settings; an empty variable counts as not set. Throws a `ConfigError` that names every bad one. */
export function readConfig(env: Environment): Config {
  const { settings, problems } = parseSettings(env, Object.keys(SETTINGS) as (keyof Config)[])
  const all = [...problems, ...contradictions(env)]
  if (all.length > 0) throw new ConfigError(all)
  return Object.freeze(settings)
}

/** The settings of this process. */
export const configFromEnvironment = (): Config => readConfig(process.env)

/** The settings that were given to this process, as they were written. */
export const givenSettings = (): Record<string, string> =>
  Object.fromEntries(
    Object.keys(SETTINGS).flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : [])),
  )
