/** Who recognises pages, by the settings. */
import type { Config } from '../platform/config.ts'
import type { PageReader } from './drawn-page.ts'
import type { Textract } from './engines/textract.ts'

export const PAGE_READER_SETTINGS = [
  'OCR_ENGINE',
  'LEDGERLIFT_AWS_REGION',
  'LEDGERLIFT_AWS_ACCESS_KEY_ID',
  'LEDGERLIFT_AWS_SECRET_ACCESS_KEY',
] as const satisfies (keyof Config)[]

type Settings = Pick<Config, (typeof PAGE_READER_SETTINGS)[number]>

/** Undefined where pages are recognised on this machine. The client is loaded when the first page needs it. */
export function openPageReader(settings: Settings): { readPage: PageReader; close(): Promise<void> } | undefined {
  if (settings.OCR_ENGINE !== 'textract') return undefined
  const { LEDGERLIFT_AWS_ACCESS_KEY_ID: accessKeyId, LEDGERLIFT_AWS_SECRET_ACCESS_KEY: secretAccessKey } = settings
  let opening: Promise<Textract> | undefined
  const open = () => {
    opening ??= import('./engines/textract.ts').then(({ openTextract }) =>
      openTextract({
        region: settings.LEDGERLIFT_AWS_REGION,
        ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
      }),
    )
    return opening
  }
  return {
    readPage: async (page, signal) => (await open()).readPage(page, signal),
    close: async () => (await opening)?.close(),
  }
}
