import type { ErrorCode } from './error-codes.ts'
import { AppError } from './errors.ts'

/** State → event → next state. What is not in the table does not happen. */
export type Transitions<State extends string, Event extends string> = Record<State, Partial<Record<Event, State>>>

/** The one way from state to state: the next one, or the machine's typed conflict. */
export const machine =
  <State extends string, Event extends string>(code: ErrorCode, noun: string, table: Transitions<State, Event>) =>
  (state: string, event: Event): State => {
    const next = table[state as State]?.[event]
    if (!next) throw new AppError(code, `A ${noun} that is ${state} cannot take the step "${event}".`)
    return next
  }
