import * as z from 'zod/mini'
import { once } from '../platform/once.ts'

const BBoxShape = once(() =>
  z.nullable(z.tuple([z.number(), z.number(), z.number(), z.number()])).register(z.globalRegistry, {
    description: '[x0, y0, x1, y1] in points from the top left of the page as displayed.',
  }),
)

const Position = once(() => z.tuple([z.int(), z.int()]))

export const CheckShape = once(() =>
  z
    .object({
      kind: z.enum([
        'column_total',
        'row_total',
        'difference',
        'carried_balance',
        'product',
        'percentage',
        'percent_change',
      ]),
      result: Position(),
      operands: z.array(Position()),
      subtracted: z
        .optional(z.array(Position()))
        .register(z.globalRegistry, { description: 'Operands that are taken away.' }),
      expected: z.string(),
      actual: z.string(),
      difference: z.string(),
      status: z.enum(['proved', 'contradicted']),
      suspect: z.optional(Position()).register(z.globalRegistry, {
        description: 'The one cell in which a single wrong digit explains every contradiction through it.',
      }),
      proposed: z.optional(z.string()).register(z.globalRegistry, {
        description: 'What the suspect cell would have to say. Nothing is changed to it.',
      }),
    })
    .register(z.globalRegistry, {
      id: 'Check',
      description: 'Arithmetic that the figures claim: what they come to, and what is printed.',
    }),
)
export type CheckShape = z.output<ReturnType<typeof CheckShape>>

export const CellShape = once(() =>
  z
    .object({
      row: z.int(),
      col: z.int(),
      row_span: z.int(),
      col_span: z.int(),
      text: z.string(),
      value: z.optional(
        z.object({
          type: z.enum(['number', 'percent', 'date']),
          value: z.string(),
          currency: z.optional(z.string()),
        }),
      ),
      note_mark: z.optional(z.string()).register(z.globalRegistry, {
        description: "A footnote's mark that is printed with a figure; it is in `text` and not in `value`.",
      }),
      page: z.nullable(z.int()),
      bbox: BBoxShape(),
      confidence: z.number(),
      header: z.boolean(),
    })
    .register(z.globalRegistry, { id: 'Cell' }),
)

const Facts = once(() =>
  z
    .object({
      kind: z.enum([
        'balance_sheet',
        'income_statement',
        'cash_flow',
        'ageing',
        'depreciation',
        'debt',
        'invoice_lines',
        'tax',
        'other',
      ]),
      kind_confidence: z.number(),
      scale: z.number().register(z.globalRegistry, {
        description: 'What a printed 1 stands for: 1000 where figures are in thousands.',
      }),
      unit: z.nullable(z.string()),
      periods: z.array(z.object({ col: z.int(), text: z.string(), value: z.string() })),
    })
    .register(z.globalRegistry, { id: 'ScheduleFacts' }),
)

const RowFactShape = once(() =>
  z
    .object({
      row: z.int(),
      kind: z.enum(['header', 'section', 'item', 'subtotal', 'total', 'note']),
      level: z.int().register(z.globalRegistry, { description: 'How many steps the label of the row is indented.' }),
    })
    .register(z.globalRegistry, { id: 'RowFact' }),
)

const PartShape = once(() =>
  z
    .object({
      row: z.int().register(z.globalRegistry, { description: 'The row of the schedule that the part begins with.' }),
      page: z.nullable(z.int()),
      bbox: BBoxShape(),
      evidence: z
        .array(z.enum(['repeated_header', 'announced', 'carried_forward', 'same_columns']))
        .register(z.globalRegistry, {
          description: 'Why it was joined to the part before it; empty for the first.',
        }),
    })
    .register(z.globalRegistry, {
      id: 'SchedulePart',
      description: 'One of the tables, a page each, that a schedule was joined from.',
    }),
)

export const ScheduleSummary = once(() =>
  z
    .object({
      id: z.uuid(),
      name: z.string(),
      confidence: z.number(),
      row_count: z.int(),
      col_count: z.int(),
      pages: z.array(z.int()),
      selected: z.boolean(),
      checks: z.array(CheckShape()),
    })
    .register(z.globalRegistry, { id: 'ScheduleSummary' }),
)
export type ScheduleSummary = z.output<ReturnType<typeof ScheduleSummary>>

export const ScheduleList = once(() =>
  z
    .object({ job_id: z.uuid(), schedules: z.array(ScheduleSummary()) })
    .register(z.globalRegistry, { id: 'ScheduleList' }),
)
export type ScheduleList = z.output<ReturnType<typeof ScheduleList>>

export const ScheduleDetail = once(() =>
  z
    .extend(ScheduleSummary(), {
      engine: z.string(),
      page: z.nullable(z.int()),
      bbox: BBoxShape(),
      header_rows: z.int(),
      parts: z.array(PartShape()),
      facts: z.optional(Facts()),
      row_facts: z.array(RowFactShape()),
      cells: z.array(CellShape()),
    })
    .register(z.globalRegistry, { id: 'Schedule' }),
)
export type ScheduleDetail = z.output<ReturnType<typeof ScheduleDetail>>
