/**
 * What a stack has logged, held against what it must not say: `startTestStack` does it at the end of every test file,
 * so that no test can forget it. Secrets are known by their looks, by the stack's settings, and by what its database
 * holds of documents and people.
 */
import pg from 'pg'
import type { TestStack } from './stack.ts'

/** What none of our logs says, whoever wrote it. */
export const TELLING =
  /ll_(?:test|live)_\w|whsec_\w|X-Amz-(?:Signature|Credential|Security-Token)=[^[&]|Signature=[0-9a-f]|"policy"|eyJ[\w-]{20}|[\w.]+@[\w-]+\.\w{2,}|Bearer \w{8}|:\/\/[^\s:@/]*:[^\s@/]+@/i

const SECRET_SETTINGS = [
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEY_PREVIOUS',
  'INTERNAL_TOKEN',
  'LEDGERLIFT_AWS_SECRET_ACCESS_KEY',
  'UPSTASH_REDIS_REST_TOKEN',
]

/** Shorter texts of a document are words that a log may have of its own accord. */
const MIN_TEXT = 12
const MAX_TEXTS = 3000

const TEXTS_OF_DOCUMENTS = `
  select original_filename as text from documents
  union select name from schedules
  union (select cell->>'text' from (select cells from schedule_rows limit 1000) rows, jsonb_array_elements(cells) cell)
  union (select value #>> '{}' from (select content from artifacts where kind = 'text' limit 100) artifacts,
    jsonb_path_query(content::jsonb, '$.** ? (@.type() == "string")') value)`

/** Names, and texts of more than one word, as the database has them when a test file ends. */
async function textsIn(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ text: string }>(
      `select distinct left(text, 200) as text from (${TEXTS_OF_DOCUMENTS}) texts
       where length(text) >= $1 and text ~ '\\S\\s+\\S|\\.(pdf|docx)$' limit $2`,
      [MIN_TEXT, MAX_TEXTS],
    )
    return rows.map(({ text }) => text)
  } finally {
    await client.end()
  }
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Throws when a line of the stack's log holds a key, a signature, a token, an address or a document's text. */
export async function holdNoSecrets({ logs, settings, ownerUrl }: Pick<TestStack, 'logs' | 'settings' | 'ownerUrl'>) {
  const lines = logs.map(({ level, message, fields }) => JSON.stringify({ level, message, ...fields }))
  const values = SECRET_SETTINGS.flatMap((name) => settings[name] ?? [])
  const whole = lines.join('\n')
  const texts = [...values, ...(await textsIn(ownerUrl))].map(inJson).filter((text) => whole.includes(text))
  const leaks = [
    ...lines.filter((line) => TELLING.test(line)),
    ...texts.flatMap((text) => lines.find((line) => line.includes(text)) ?? []),
  ]
  if (leaks.length > 0)
    throw new Error(`the log holds what it must not:\n${leaks.slice(0, 5).join('\n').slice(0, 4000)}`)
}
