/** Compares a state machine with the table of the product, state × event. */
import { expect, test } from 'vitest'
import { AppError } from '../../lib/platform/errors.ts'

export type Transition<State, Event> = readonly [from: State, event: Event, to: State]

/** A test for each pair of a state and an event: what the table has happens, anything else is the typed conflict. */
export function testEveryTransition<State extends string, Event extends string>(
  next: (state: string, event: Event) => State,
  conflict: string,
  table: readonly Transition<State, Event>[],
  all: { states: readonly State[]; events: readonly Event[] },
): void {
  const pairs = all.states.flatMap((state) => all.events.map((event) => [state, event] as const))
  test.each(pairs)('%s, %s', (state, event) => {
    const allowed = table.find(([from, on]) => from === state && on === event)
    if (allowed) return expect(next(state, event)).toBe(allowed[2])
    const refusal = expect.objectContaining({ code: conflict, status: 409, retryable: false })
    expect(() => next(state, event)).toThrow(refusal)
    expect(() => next(state, event)).toThrow(AppError)
  })
}
