/** `npm run ledgerlift -- COMMAND …`: what operators do from a terminal. */
import { companies, keys, members, workspaces } from './administer.ts'
import { migrate } from './migrate.ts'
import { processDocument, processFile } from './process.ts'
import { runCommand, say, UsageError } from './terminal.ts'

const USAGE = `ledgerlift COMMAND

  migrate up | down | status | make NAME
  companies create --name NAME [--workspace NAME] [--region US|EU|APAC]
  workspaces create --company ID --name NAME
  members add --company ID --email MAIL --name NAME --role ROLE [--workspace ID]
  members list --company ID
  keys create --company ID --member ID --name NAME --role ROLE [--workspace ID] [--expires RFC3339]
  keys list --company ID
  keys revoke KEY_ID --company ID
  process-file FILE [--format json|xlsx|csv] [--out PATH]
  process-document DOCUMENT_ID --company ID [--format json|xlsx|csv] [--out PATH]

Roles: viewer, preparer, approver, admin. Commands that need a database take it from DATABASE_URL, or from the stack
that \`npm start\` keeps up in this folder.`

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  migrate,
  companies,
  workspaces,
  members,
  keys,
  'process-file': processFile,
  'process-document': processDocument,
}

const [name, ...args] = process.argv.slice(2)

await runCommand(async () => {
  if (name === undefined || name === 'help' || name === '--help') return say(USAGE)
  const command = COMMANDS[name]
  if (!command) throw new UsageError(`there is no command ${name}\n\n${USAGE}`)
  await command(args)
})
