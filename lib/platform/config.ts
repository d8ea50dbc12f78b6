/**
 * The settings, parsed once from the environment; nothing else reads `process.env`.
 * A setting keeps one name everywhere: the variable, this table, `config.NAME`, docs/settings.md and .env.example
 * (both generated from here). A bad value stops the start, and every bad variable is named at once.
 */
import { flag, type Kind, key32, list, oneOf, postgresUrl, text, url, whole } from './setting-kinds.ts'

const day = 86_400
const mebibyte = 1_048_576

type Setting = {
  kind: Kind<unknown>
  /** What holds when the variable is not set; without it and without `optional` it must be. */
  otherwise?: unknown
  optional?: true
  about: string
  embedded?: string
}

/** Each setting: how it is read, and what it is for. Optional ones switch something off when they are not set. */
const SETTINGS = {
  DATABASE_URL: {
    kind: postgresUrl,
    embedded: 'embedded',
    about: 'The home database (companies, members, keys) and US data. TLS is required outside localhost.',
  },
  DATABASE_URL_EU: {
    kind: postgresUrl,
    optional: true,
    about: 'The database of companies whose data lives in the EU.',
  },
  DATABASE_URL_APAC: {
    kind: postgresUrl,
    optional: true,
    about: 'The database of companies whose data lives in APAC.',
  },
  MIGRATION_DATABASE_URL: {
    kind: postgresUrl,
    optional: true,
    about: "The owner's login, used by `migrate` alone; `DATABASE_URL` when not set.",
  },
  DATABASE_POOL_SIZE: { kind: whole(1, 20), otherwise: 2, about: 'Connections of one instance.' },
  USE_AWS: { kind: flag, otherwise: false, about: 'true: AWS itself; false: any S3-compatible store, path style.' },
  S3_ENDPOINT: { kind: url, optional: true, embedded: 'embedded', about: 'The store, unless USE_AWS is true.' },
  S3_BUCKET: { kind: text(3), embedded: 'embedded', about: 'Bucket of US data.' },
  S3_BUCKET_EU: { kind: text(3), optional: true, about: 'Bucket of EU data.' },
  S3_BUCKET_APAC: { kind: text(3), optional: true, about: 'Bucket of APAC data.' },
  S3_SSE: {
    kind: oneOf('none', 'AES256', 'aws:kms'),
    optional: true,
    about: 'Encryption at rest that is asked for: none, AES256 or aws:kms; AES256 with USE_AWS, else none.',
  },
  LEDGERLIFT_AWS_REGION: { kind: text(), otherwise: 'us-east-1', about: 'Region of the AWS clients.' },
  LEDGERLIFT_AWS_ACCESS_KEY_ID: {
    kind: text(),
    optional: true,
    embedded: 'embedded',
    about: 'Credentials for Netlify functions, which run under an identity of their own; Lambda uses its role.',
  },
  LEDGERLIFT_AWS_SECRET_ACCESS_KEY: { kind: text(), optional: true, embedded: 'embedded', about: 'The other half.' },
  QUEUE_URL_EXTRACT: { kind: url, embedded: 'embedded', about: 'Queue of extract-document.' },
  QUEUE_URL_ASSEMBLE: { kind: url, embedded: 'embedded', about: 'Queue of assemble-job.' },
  QUEUE_URL_COSTS: { kind: url, embedded: 'embedded', about: 'Queue of record-cost.' },
  QUEUE_URL_DEAD_LETTERS: {
    kind: url,
    embedded: 'embedded',
    about: 'Where messages go that were received 3 times without success; read by dead-letters.',
  },
  SQS_ENDPOINT: { kind: url, optional: true, embedded: 'embedded', about: 'An SQS that is not AWS’s.' },
  EVENT_BUS_NAME: { kind: text(), optional: true, about: 'Without it nothing is put on EventBridge.' },
  MAX_UPLOAD_BYTES: { kind: whole(1, 5_368_709_120), otherwise: 100 * mebibyte, about: 'The largest document.' },
  PRESIGN_TTL_SECONDS: { kind: whole(60, 7 * day), otherwise: 900, about: 'How long an upload URL is valid.' },
  MULTIPART_THRESHOLD_BYTES: {
    kind: whole(5 * mebibyte, 5_368_709_120),
    otherwise: 16 * mebibyte,
    about: 'Larger documents are uploaded in parts.',
  },
  RESPONSE_LIMIT_BYTES: {
    kind: whole(1024, 20 * mebibyte),
    otherwise: 4 * mebibyte,
    about: 'A larger answer becomes a 303 to a short-lived URL.',
  },
  PAGES_PER_CHUNK: { kind: whole(1, 1000), otherwise: 50, about: 'Pages of one extraction message.' },
  WORKER_CONCURRENCY: { kind: whole(1, 16), otherwise: 2, about: 'Messages that one worker reads side by side.' },
  PAGE_TIMEOUT_SECONDS: { kind: whole(1, 600), otherwise: 60, about: 'A page that takes longer is given up.' },
  WORKER_MEMORY_BYTES: {
    kind: whole(128 * mebibyte, 10_240 * mebibyte),
    otherwise: 1024 * mebibyte,
    about: 'A reading process that needs more is stopped.',
  },
  OCR_ENGINE: { kind: oneOf('local', 'textract'), otherwise: 'local', about: 'Who reads pages without usable text.' },
  OCR_LANGUAGES: { kind: list, otherwise: ['eng', 'deu'], about: 'Languages of the OCR, by their tesseract names.' },
  COST_PER_PAGE_CENTS: { kind: whole(0, 100_000), otherwise: 12, about: 'What a page read is charged.' },
  MAX_JOB_COST_CENTS: {
    kind: whole(0, 1_000_000_000),
    otherwise: 24_000,
    about: 'A job that would cost more is refused before a page is read.',
  },
  FEATURES_T3_COSTS: { kind: flag, otherwise: true, about: 'Cost records and the cap on the cost of a job.' },
  UPSTASH_REDIS_REST_URL: { kind: url, optional: true, about: 'Without it rate limits are kept in memory.' },
  UPSTASH_REDIS_REST_TOKEN: { kind: text(), optional: true, about: 'The token of that Redis.' },
  RATE_LIMIT_PER_MINUTE: { kind: whole(1, 1_000_000), otherwise: 600, about: 'Requests of one key in a minute.' },
  IDEMPOTENCY_TTL_SECONDS: { kind: whole(60, 30 * day), otherwise: day, about: 'How long an answer can be replayed.' },
  IDEMPOTENCY_MAX_EXECUTIONS: {
    kind: whole(1, 100),
    otherwise: 3,
    about: 'Tries of an operation that fails with 5xx.',
  },
  INTERNAL_TOKEN: { kind: text(32), optional: true, about: 'Without it /internal answers 404.' },
  ENCRYPTION_KEY: { kind: key32, embedded: 'embedded', about: '32 bytes in base64; seals stored secrets.' },
  ENCRYPTION_KEY_PREVIOUS: { kind: key32, optional: true, about: 'Still opens what the previous key sealed.' },
  LOG_LEVEL: { kind: oneOf('DEBUG', 'INFO', 'WARN', 'ERROR'), otherwise: 'INFO', about: 'The least that is logged.' },
  LOG_JSON_FORMAT: { kind: flag, otherwise: true, about: 'false: lines for a person at a terminal.' },
  LOG_FILE: { kind: text(), optional: true, about: 'Where the embedded stack writes its log; stderr when not set.' },
  CORS_ORIGINS: { kind: list, otherwise: [], about: 'Origins whose pages may call the API.' },
  KEY_ENVIRONMENT: {
    kind: oneOf('live', 'test'),
    otherwise: 'live',
    embedded: 'test',
    about: 'What new keys begin with: ll_live_ or ll_test_.',
  },
} as const satisfies Record<string, Setting>

/** The same table, for the pages that are generated from it. */
export const SETTINGS_TABLE: Record<string, Setting> = SETTINGS

type ValueOf<S> = S extends { kind: Kind<infer Value> }
  ? S extends { optional: true }
    ? Value | undefined
    : Value
  : never

export type Config = { readonly [Name in keyof typeof SETTINGS]: ValueOf<(typeof SETTINGS)[Name]> }

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

function readEach<N extends keyof Config>(env: Environment, names: readonly N[]) {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const name of names) {
    const setting: Setting = SETTINGS[name]
    const read = env[name] ? setting.kind.read(env[name]) : { value: setting.otherwise }
    if ('problem' in read) problems.push(`${name}: ${read.problem}`)
    else if (read.value === undefined && !setting.optional) problems.push(`${name}: required`)
    else values[name] = read.value
  }
  return { settings: values as Pick<Config, N>, problems }
}

/** Reads some settings alone, for a command that needs no others. Throws a `ConfigError` that names every bad one. */
export function readSettings<N extends keyof Config>(env: Environment, names: readonly N[]): Pick<Config, N> {
  const { settings, problems } = readEach(env, names)
  if (problems.length > 0) throw new ConfigError(problems)
  return settings
}

/** Reads all the settings; an empty variable counts as not set. Throws a `ConfigError` that names every bad one. */
export function readConfig(env: Environment): Config {
  const { settings, problems } = readEach(env, Object.keys(SETTINGS) as (keyof Config)[])
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

/** Where programs are looked for on this machine; no setting of ours. */
export const searchPath = (): string => process.env.PATH ?? ''
