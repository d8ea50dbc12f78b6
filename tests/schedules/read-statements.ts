/**
 * Statements as companies print them, in `statements/`: a kind and a name, a line of headings and one of labels, parted by
 * `|`. The lines are those of real statements; the companies are not. Some have no title, some one that leads astray.
 */
import { readFileSync } from 'node:fs'
import type { ScheduleKind } from '../../lib/schedules/model.ts'

export type Statement = { kind: ScheduleKind; name: string; heads: string[]; labels: string[] }

export function readStatements(file: string): Statement[] {
  const text = readFileSync(new URL(`statements/${file}.txt`, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n\n')
    .map((entry) => {
      const [title = '', heads = '', labels = ''] = entry.split('\n')
      const at = title.indexOf(':')
      return {
        kind: title.slice(0, at) as ScheduleKind,
        name: title.slice(at + 1).trim(),
        heads: heads.split('|').filter((head) => head !== ''),
        labels: labels.split('|'),
      }
    })
}
