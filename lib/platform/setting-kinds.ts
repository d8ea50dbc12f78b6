/**
 * How the text of an environment variable is read. Plain functions and no schemas: every cold start reads every
 * setting, and schemas for them take longer to build than all else that a function does before its first request.
 */
export type Kind<T> = {
  /** What a value may be, where a page for readers can say it in numbers or words. */
  values?: string
  /** The problem never repeats the text, which may be a secret. */
  read(text: string): { value: T } | { problem: string }
}

const given = <T>(value: T, holds: boolean, problem: string) => (holds ? { value } : { problem })

export const text = (minLength = 1): Kind<string> => ({
  ...(minLength > 1 ? { values: `${minLength} characters at least` } : {}),
  read: (value) => given(value, value.length >= minLength, `must have ${minLength} characters at least`),
})

export const whole = (min: number, max: number): Kind<number> => ({
  values: `${min}..${max}`,
  read: (digits) => {
    const value = Number(digits)
    const holds = /^\d+$/.test(digits) && value >= min && value <= max
    return given(value, holds, `must be a whole number from ${min} to ${max}`)
  },
})

export const oneOf = <Word extends string>(...words: Word[]): Kind<Word> => ({
  values: words.join(', '),
  read: (word) => given(word as Word, (words as string[]).includes(word), `must be one of ${words.join(', ')}`),
})

export const flag: Kind<boolean> = {
  values: 'true, false',
  read: (word) => given(word === 'true', ['true', 'false'].includes(word), 'must be true or false'),
}

/** Separated by commas; spaces around an item, and empty items, say nothing. */
export const list: Kind<string[]> = {
  read: (items) => ({
    value: items
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  }),
}

export const url: Kind<string> = { read: (value) => given(value, URL.canParse(value), 'must be a URL') }

/** 32 bytes in base64. */
export const key32: Kind<string> = {
  read: (value) => {
    const bytes = Buffer.from(value, 'base64')
    const holds = bytes.length === 32 && bytes.toString('base64') === value
    return given(value, holds, 'must be 32 bytes in base64')
  },
}

/** How a host is named that is this machine; a path is a socket in its file system. */
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|\/.*)$/

/** Whether credentials and rows would cross a network in the clear. The driver takes the last of a repeated parameter. */
function lacksTls(address: string): boolean {
  const { hostname, searchParams } = new URL(address)
  const host = searchParams.getAll('host').at(-1) ?? hostname
  const mode = searchParams.getAll('sslmode').at(-1) ?? ''
  return !LOCAL_HOST.test(host) && !['require', 'verify-ca', 'verify-full'].includes(mode)
}

export const postgresUrl: Kind<string> = {
  read: (address) => {
    if (!/^postgres(ql)?:\/\//.test(address) || !URL.canParse(address))
      return { problem: 'must be a URL that begins with postgres://' }
    return given(address, !lacksTls(address), 'needs sslmode=require or stricter, since it is not on localhost')
  },
}
