/** A refusal in S3's own words: its error code, its HTTP status, and headers that this error alone carries. */
export class S3Error extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>

  constructor(status: number, code: string, message: string = code, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** What this server does not do is refused by name, so that nothing a caller asks for is silently left out. */
export const notImplemented = (what: string) =>
  new S3Error(501, 'NotImplemented', `This server does not implement ${what}.`)

export const invalidArgument = (message: string) => new S3Error(400, 'InvalidArgument', message)

export const invalidRequest = (message: string) => new S3Error(400, 'InvalidRequest', message)

export const malformedXml = () =>
  new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate.')

export const accessDenied = (message = 'Access Denied') => new S3Error(403, 'AccessDenied', message)
