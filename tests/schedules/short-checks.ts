/** Checks of rows of texts, in short. */
import { checkSums } from '../../lib/schedules/checks.ts'
import { tableOf } from './cells.ts'

/** `column_total 4,1 proved`, with the difference where there is one. */
export const checksOf = (rows: string[][], headerRows = 1): string[] =>
  checkSums(tableOf(rows, headerRows)).map(
    ({ kind, result, status, difference }) =>
      `${kind} ${result} ${status}${status === 'contradicted' ? ` ${difference}` : ''}`,
  )

export const contradictionsOf = (rows: string[][]): string[] =>
  checksOf(rows).filter((check) => check.includes('contradicted'))

/** `column_total 4,1 contradicted 2,1 → 250`: with the cell that is suspected, and what it would have to say. */
export const suspicionsOf = (rows: string[][]): string[] =>
  checkSums(tableOf(rows)).map(({ kind, result, status, suspect, proposed }) =>
    [kind, result, status, ...(suspect ? [`${suspect} → ${proposed}`] : [])].join(' '),
  )
