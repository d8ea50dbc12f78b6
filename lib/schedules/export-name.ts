/** Names of exported files: safe on every file system, unique in their archive, and sent without surprises. */
import sanitize from 'sanitize-filename'

export type ExportExtension = 'xlsx' | 'csv' | 'json' | 'zip'

/** Characters of a name before its extension; leaves room for a number and stays under 255 bytes of UTF-8. */
const longestStem = 60

/** A document's name with another extension: `Annual report.pdf` gives `Annual report.xlsx`. */
export function exportName(documentName: string, extension: ExportExtension): string {
  const stem = documentName.replace(/\.(?:pdf|docx?)$/i, '')
  return `${safeStem(stem, 'export')}.${extension}`
}

/** One file name for each of these names, in order, no two the same where upper and lower case are one. */
export function uniqueFileNames(names: readonly string[], extension: ExportExtension): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const stem = safeStem(name, 'schedule')
    let candidate = `${stem}.${extension}`
    for (let number = 2; taken.has(fold(candidate)); number++) candidate = `${stem} (${number}).${extension}`
    taken.add(fold(candidate))
    return candidate
  })
}

/** The `content-disposition` of a download: an ASCII name for old clients, the true one after RFC 6266 and RFC 8187. */
export function contentDisposition(fileName: string): string {
  const name = fileName.toWellFormed()
  const ascii = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

function safeStem(name: string, otherwise: string): string {
  const plain = name.toWellFormed().normalize('NFC').replace(/\s+/g, ' ')
  const stem = [...sanitize(plain, { replacement: '_' })].slice(0, longestStem).join('')
  return stem.replace(/^[.\s]+|[.\s]+$/g, '') || otherwise
}

const fold = (name: string): string => name.normalize('NFKC').toLowerCase()
