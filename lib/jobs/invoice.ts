import * as z from 'zod/mini'
import { FIELD_NAMES, type Invoice } from '../extraction/invoice/model.ts'
import { once } from '../platform/once.ts'

const Place = once(() => ({
  page: z
    .nullable(z.int())
    .register(z.globalRegistry, { description: 'null where it was only found in embedded data, and in a DOCX.' }),
  bbox: z.nullable(z.readonly(z.tuple([z.number(), z.number(), z.number(), z.number()]))).register(z.globalRegistry, {
    description: '[x0, y0, x1, y1] in points from the top left of the page as displayed.',
  }),
  confidence: z.number().register(z.globalRegistry, { description: '0 to 1.' }),
}))

const Field = once(() =>
  z
    .object({
      value: z
        .string()
        .register(z.globalRegistry, { description: 'Dates are ISO, amounts decimal strings, currencies ISO 4217.' }),
      text: z.string().register(z.globalRegistry, { description: 'As printed, or as the embedded data have it.' }),
      ...Place(),
    })
    .register(z.globalRegistry, { id: 'InvoiceField' }),
)

const FieldName = once(() => z.enum(FIELD_NAMES))

const Item = once(() =>
  z
    .object({
      description: z.nullable(z.string()),
      quantity: z.nullable(z.string()),
      unit_price: z.nullable(z.string()),
      amount: z.nullable(z.string()),
      ...Place(),
    })
    .register(z.globalRegistry, { id: 'InvoiceLineItem' }),
)

export const JobInvoice: () => z.ZodMiniType<Invoice> = once(() =>
  z
    .object({
      kind: z.enum(['invoice', 'credit_note', 'receipt']),
      source: z.enum(['print', 'xml']).register(z.globalRegistry, {
        description:
          'What the fields are from: the printed pages, or the data that a ZUGFeRD or Factur-X file carries.',
      }),
      fields: z.partialRecord(FieldName(), Field()),
      contradicted: z
        .optional(z.array(FieldName()))
        .register(z.globalRegistry, { description: 'Of embedded data: the fields that the pages print otherwise.' }),
      line_items: z.array(Item()),
    })
    .register(z.globalRegistry, { id: 'Invoice' }),
)
