import { SETTINGS_TABLE } from '../../lib/platform/config.ts'
import { table } from './table.ts'

type Setting = (typeof SETTINGS_TABLE)[string]

const INTRODUCTION = `# Settings

Made from \`lib/platform/config.ts\` by \`npm run generate\`; do not edit.

Settings are environment variables, read once at the start. An empty variable counts as not set. A bad value stops the
start, and every bad variable is named at once. Where the default says "embedded", \`npm start\`, \`npm run demo\` and
the tests have a value of their own; a deployed function refuses to start without one.
`

/** As it is written in the environment. */
const written = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value))

const defaultOf = ({ otherwise }: Setting): string | undefined =>
  otherwise === undefined ? undefined : written(otherwise)

function defaultColumn(setting: Setting): string {
  if (setting.embedded)
    return setting.embedded === 'embedded' ? 'embedded' : `${defaultOf(setting)}; embedded: ${setting.embedded}`
  return defaultOf(setting) || 'none'
}

const entries = Object.entries(SETTINGS_TABLE)

/** docs/settings.md: every setting, in the order of the table. */
export const settingsPage = (): string =>
  `${INTRODUCTION}\n${table(
    ['name', 'default', 'values', 'what it is for'],
    entries.map(([name, setting]) => [`\`${name}\``, defaultColumn(setting), setting.kind.values ?? '', setting.about]),
  )}\n`

/** .env.example: what must be set stands ready to be filled in, the rest shows its default behind a comment sign. */
export function environmentExample(): string {
  const lines = entries.map(([name, setting]) => {
    const range = setting.kind.values
    const value = defaultOf(setting)
    const required = value === undefined && !setting.optional
    return `# ${setting.about}${range ? ` (${range})` : ''}\n${required ? '' : '# '}${name}=${value ?? ''}\n`
  })
  return [
    '# Made from lib/platform/config.ts by `npm run generate`; docs/settings.md says more.',
    '# `npm start` needs none of these; a deployment needs those that stand without a comment sign.',
    '',
    ...lines,
  ].join('\n')
}
