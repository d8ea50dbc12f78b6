import { getDocumentRow } from '../documents/rows.ts'
import { withLocalCopy } from '../jobs/local-copy.ts'
import { reading } from '../platform/database.ts'
import { withApp } from './administer.ts'
import { needed, oneOf, readArguments } from './arguments.ts'
import { type FileReading, readFile, readPath } from './read-file.ts'
import { operatorContext } from './tenant.ts'
import { UsageError } from './terminal.ts'
import { FORMATS, writeReading } from './write-reading.ts'

type Options = { format?: string; out?: string }

async function write(found: FileReading, { format, out }: Options): Promise<void> {
  const wanted = oneOf(format ?? 'json', FORMATS, '--format')
  await writeReading(found, wanted, out)
}

/** Reads a file with the engines of a job, without database or queue. */
export async function processFile(args: string[]): Promise<void> {
  const { positionals, options } = readArguments(args, ['format', 'out'])
  const file = needed(positionals[0], 'the file')
  if (options.format) oneOf(options.format, FORMATS, '--format')
  await write(await readPath(file), options)
}

/** The same for a document that is stored. */
export async function processDocument(args: string[]): Promise<void> {
  const { positionals, options } = readArguments(args, ['company', 'format', 'out'])
  const id = needed(positionals[0], 'the id of the document')
  if (options.format) oneOf(options.format, FORMATS, '--format')
  await withApp(async (app) => {
    const ctx = operatorContext(app, needed(options.company, '--company'))
    const document = await reading(ctx, (tx) => getDocumentRow(tx, id))
    if (!document.object_key) throw new UsageError(`${id}: its file has not been inspected, or was refused`)
    const found = await withLocalCopy(ctx, document.object_key, (file) =>
      readFile(file, document.filename, document.content_type),
    )
    await write(found, options)
  })
}
