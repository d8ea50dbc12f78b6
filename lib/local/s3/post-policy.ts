import * as z from 'zod'
import { parseTimestamp, secretOf } from './authenticate.ts'
import { accessDenied, invalidArgument, notImplemented, S3Error } from './errors.ts'
import { assertSignature, sign, signingKey } from './signature.ts'

/**
 * The policy of a POST form: what its signer allows a browser to upload. Every field must be allowed by a condition and
 * every condition must hold.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */

const Condition = z.union([
  z.tuple([z.literal('content-length-range'), z.coerce.number().int().min(0), z.coerce.number().int().min(0)]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
  z.record(z.string(), z.string()).refine((condition) => Object.keys(condition).length === 1),
])
const Policy = z.strictObject({ expiration: z.iso.datetime(), conditions: z.array(Condition) })

export type LengthRange = { minBytes: number; maxBytes: number }

/** Fields that need no condition: the proof itself, and what a form keeps for itself. */
const isExempt = (field: string) =>
  field === 'policy' || field === 'x-amz-signature' || field === 'file' || field.startsWith('x-ignore-')

/** Whether the form was signed by a holder of the key. Throws 403, and 400 where the proof cannot be read. */
export function authenticateForm(fields: Map<string, string>, credentials: Record<string, string>): { region: string } {
  const get = (name: string) => {
    const value = fields.get(name)
    if (!value) throw invalidArgument(`Bucket POST must contain a field named '${name}'.`)
    return value
  }
  if (!fields.has('policy')) throw accessDenied()
  if (fields.has('x-amz-security-token')) throw notImplemented('session tokens')
  if (get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') throw notImplemented('other algorithms than AWS4-HMAC-SHA256')
  const timestamp = get('x-amz-date')
  parseTimestamp(timestamp, 'AccessDenied')
  const [accessKey = '', date = '', region = '', service, terminator, ...more] = get('x-amz-credential').split('/')
  if (service !== 's3' || terminator !== 'aws4_request' || more.length || date !== timestamp.slice(0, 8))
    throw invalidArgument('The Credential is malformed.')
  const key = signingKey(secretOf(credentials, accessKey), { date, region })
  assertSignature(sign(key, get('policy')), get('x-amz-signature'))
  return { region }
}

/**
 * Holds the form against its policy; `fields` has the key as it will be stored, and the bucket. Answers the size that
 * the policy allows the file. Throws `InvalidPolicyDocument`, and `AccessDenied` with the condition that fails.
 */
export function checkPolicy(fields: Map<string, string>, now: number): LengthRange | undefined {
  const policy = parsePolicy(fields.get('policy') ?? '')
  if (Date.parse(policy.expiration) <= now) throw accessDenied('Invalid according to Policy: Policy expired.')
  const allowed = new Set<string>()
  let range: LengthRange | undefined
  for (const condition of policy.conditions) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') {
      range = {
        minBytes: Math.max(condition[1], range?.minBytes ?? 0),
        maxBytes: Math.min(condition[2], range?.maxBytes ?? Number.POSITIVE_INFINITY),
      }
      continue
    }
    const [kind, field, wanted] = Array.isArray(condition)
      ? [condition[0], condition[1].slice(1).toLowerCase(), condition[2]]
      : ['eq' as const, ...fieldAndValue(condition)]
    const value = fields.get(field)
    const holds = value !== undefined && (kind === 'eq' ? value === wanted : value.startsWith(wanted))
    if (!holds) throw accessDenied(`Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`)
    allowed.add(field)
  }
  // S3 takes the bucket from the address; a policy need not repeat it.
  const extra = [...fields.keys()].filter((field) => !allowed.has(field) && field !== 'bucket' && !isExempt(field))
  if (extra.length) throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra.join(', ')}`)
  return range
}

function fieldAndValue(condition: Record<string, string>): [field: string, value: string] {
  const [[field, value] = ['', '']] = Object.entries(condition)
  return [field.toLowerCase(), value]
}

function parsePolicy(encoded: string): z.infer<typeof Policy> {
  try {
    return Policy.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')))
  } catch {
    throw new S3Error(400, 'InvalidPolicyDocument', 'The content of the form does not meet the policy grammar.')
  }
}
