import { v7, validate } from 'uuid'

/** A new UUIDv7: sorts by the time it was made, to the millisecond. */
export const newId = (now: Date): string => v7({ msecs: now.getTime() })

export const isId = (text: string): boolean => validate(text)
