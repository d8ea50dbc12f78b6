import type { Tx } from '../platform/database.ts'
import { fail, notFound } from '../platform/errors.ts'
import { type DocumentRow, findDocument, lockDocument, updateDocument } from './store.ts'

/** The rows of documents for the domains above, which reach no store but their own. 404 where there is none. */
export const getDocumentRow = async (tx: Tx, id: string): Promise<DocumentRow> =>
  (await findDocument(tx, id)) ?? fail(notFound('document', id))

export const lockDocumentRow = async (tx: Tx, id: string): Promise<DocumentRow> =>
  (await lockDocument(tx, id)) ?? fail(notFound('document', id))

type Inspected = { sha256: string; page_count: number | null; warnings: string[]; object_key: string }

/** What the inspection found out; the status is changed elsewhere. */
export const noteInspection = (tx: Tx, id: string, found: Inspected, at: Date): Promise<DocumentRow> =>
  updateDocument(tx, id, found, at)

export type { DocumentRow }
