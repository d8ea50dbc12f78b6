import type { Message } from '@aws-sdk/client-sqs'
import type { Context, SQSBatchResponse, SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda'

/** A Lambda function for SQS; what it resolves to is read by `failedIds`. */
export type QueueHandler = (event: SQSEvent, context: Context) => Promise<unknown>

/** A received message as Lambda hands it over; all system attributes pass, AWSTraceHeader among them. */
export function toRecord(message: Message, queueArn: string): SQSRecord {
  const { SenderId = '', SentTimestamp = '', ApproximateReceiveCount = '1', ...others } = message.Attributes ?? {}
  const { ApproximateFirstReceiveTimestamp = SentTimestamp, ...optional } = others
  return {
    messageId: message.MessageId!,
    receiptHandle: message.ReceiptHandle!,
    body: message.Body ?? '',
    attributes: { ...optional, ApproximateReceiveCount, SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp },
    messageAttributes: toMessageAttributes(message.MessageAttributes ?? {}),
    md5OfBody: message.MD5OfBody ?? '',
    ...(message.MD5OfMessageAttributes ? { md5OfMessageAttributes: message.MD5OfMessageAttributes } : {}),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  }
}

function toMessageAttributes(attributes: NonNullable<Message['MessageAttributes']>): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType ?? 'String',
      },
    ]),
  )
}

/**
 * The ids that failed, of the batch that was delivered. An empty or missing list is a success of all; a list that
 * names an unknown id or none at all is a failure of all.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failedIds(response: unknown, delivered: string[]): Set<string> {
  const failures: unknown = (response as Partial<SQSBatchResponse> | null | undefined)?.batchItemFailures ?? []
  const ids = Array.isArray(failures) ? failures.map((failure) => failure?.itemIdentifier) : [undefined]
  return new Set(ids.every((id) => delivered.includes(id)) ? ids : delivered)
}

/** What Lambda tells a function about its invocation; the time that remains counts down from `timeoutMs`. */
export function lambdaContext(options: { functionName: string; requestId: string; timeoutMs: number }): Context {
  const { functionName, requestId, timeoutMs } = options
  const deadline = performance.now() + timeoutMs
  const nothing = () => {}
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: '1024',
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: requestId,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    done: nothing,
    fail: nothing,
    succeed: nothing,
  }
}
