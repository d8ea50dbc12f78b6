import { expect, test } from 'vitest'
import { judge } from '../../scripts/audit/judge.ts'

const advisory = (id: string, severity: string) => ({
  name: 'left-pad',
  title: 'pads too far',
  url: `https://github.com/advisories/${id}`,
  severity,
  range: '<1.3.0',
})
const reporting = (...advisories: ReturnType<typeof advisory>[]) => ({
  vulnerabilities: { 'left-pad': { via: advisories }, above: { via: ['left-pad'] } },
})

test('a severe advisory fails until it is explained', () => {
  const report = reporting(advisory('GHSA-1', 'high'), advisory('GHSA-2', 'critical'), advisory('GHSA-3', 'moderate'))
  expect(judge(report, {})).toEqual({
    kind: 'failed',
    problems: ['high: left-pad <1.3.0: pads too far (GHSA-1)', 'critical: left-pad <1.3.0: pads too far (GHSA-2)'],
  })
  expect(judge(report, { 'GHSA-1': 'why', 'GHSA-2': 'why' })).toEqual({
    kind: 'passed',
    explained: ['GHSA-1', 'GHSA-2'],
  })
})

test('an explanation that is no longer needed fails too', () => {
  expect(judge(reporting(), { 'GHSA-1': 'why' })).toMatchObject({ kind: 'failed' })
})

test('a registry without advisories is skipped, and one that does not answer fails', () => {
  const uri = 'https://registry.example.com/-/npm/v1/security/advisories/bulk'
  expect(judge({ message: `405 Method Not Allowed - POST ${uri}`, uri }, {})).toMatchObject({ kind: 'skipped' })
  expect(judge({ message: `503 Service Unavailable - POST ${uri}`, uri }, {})).toMatchObject({ kind: 'failed' })
  expect(judge({ message: 'request to the registry failed' }, {})).toMatchObject({ kind: 'failed' })
  expect(judge({}, {})).toMatchObject({ kind: 'failed' })
})
