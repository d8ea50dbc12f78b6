import { AuditEvent } from '../audit/list.ts'
import { pageShape } from './parameters.ts'

/** A list of events, as every endpoint that lists them answers it. */
export const EventPage = pageShape(AuditEvent, 'EventPage')
