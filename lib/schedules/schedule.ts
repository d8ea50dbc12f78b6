import * as z from 'zod'

const BBoxShape = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .nullable()
  .meta({ description: '[x0, y0, x1, y1] in points from the top left of the page as displayed.' })

const Position = z.tuple([z.int(), z.int()])

export const CheckShape = z
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
    result: Position,
    operands: z.array(Position),
    subtracted: z.array(Position).optional().meta({ description: 'Operands that are taken away.' }),
    expected: z.string(),
    actual: z.string(),
    difference: z.string(),
    status: z.enum(['proved', 'contradicted']),
    suspect: Position.optional().meta({
      description: 'The one cell in which a single wrong digit explains every contradiction through it.',
    }),
    proposed: z
      .string()
      .optional()
      .meta({ description: 'What the suspect cell would have to say. Nothing is changed to it.' }),
  })
  .meta({ id: 'Check', description: 'Arithmetic that the figures claim: what they come to, and what is printed.' })
export type CheckShape = z.output<typeof CheckShape>

export const CellShape = z
  .object({
    row: z.int(),
    col: z.int(),
    row_span: z.int(),
    col_span: z.int(),
    text: z.string(),
    value: z
      .object({
        type: z.enum(['number', 'percent', 'date']),
        value: z.string(),
        currency: z.string().optional(),
      })
      .optional(),
    page: z.int().nullable(),
    bbox: BBoxShape,
    confidence: z.number(),
    header: z.boolean(),
  })
  .meta({ id: 'Cell' })

const Facts = z
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
    scale: z.number().meta({ description: 'What a printed 1 stands for: 1000 where figures are in thousands.' }),
    unit: z.string().nullable(),
    periods: z.array(z.object({ col: z.int(), text: z.string(), value: z.string() })),
  })
  .meta({ id: 'ScheduleFacts' })

const RowFactShape = z
  .object({
    row: z.int(),
    kind: z.enum(['header', 'section', 'item', 'subtotal', 'total', 'note']),
    level: z.int().meta({ description: 'How many steps the label of the row is indented.' }),
  })
  .meta({ id: 'RowFact' })

export const ScheduleSummary = z
  .object({
    id: z.uuid(),
    name: z.string(),
    confidence: z.number(),
    row_count: z.int(),
    col_count: z.int(),
    pages: z.array(z.int()),
    selected: z.boolean(),
    checks: z.array(CheckShape),
  })
  .meta({ id: 'ScheduleSummary' })
export type ScheduleSummary = z.output<typeof ScheduleSummary>

export const ScheduleList = z
  .object({ job_id: z.uuid(), schedules: z.array(ScheduleSummary) })
  .meta({ id: 'ScheduleList' })
export type ScheduleList = z.output<typeof ScheduleList>

export const ScheduleDetail = ScheduleSummary.extend({
  engine: z.string(),
  page: z.int().nullable(),
  bbox: BBoxShape,
  header_rows: z.int(),
  facts: Facts.optional(),
  row_facts: z.array(RowFactShape),
  cells: z.array(CellShape),
}).meta({ id: 'Schedule' })
export type ScheduleDetail = z.output<typeof ScheduleDetail>
