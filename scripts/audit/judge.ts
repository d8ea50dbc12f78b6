/** What `npm audit --json` says, as far as it is looked at; without vulnerabilities it is an error of npm's. */
export type Report = {
  vulnerabilities?: Record<string, { via: (string | Advisory)[] }>
  message?: string
  uri?: string
}

type Advisory = { name: string; title: string; url: string; severity: string; range: string }

export type Verdict =
  | { kind: 'skipped'; why: string }
  | { kind: 'failed'; problems: string[] }
  | { kind: 'passed'; explained: string[] }

const SEVERE = ['high', 'critical']

const idOf = ({ url }: Advisory): string => url.split('/').at(-1)!

/** A mirror that knows packages and no advisories refuses the request; that is no finding, and no clean bill either. */
const hasNoEndpoint = ({ message, uri }: Report): boolean =>
  /\/security\/(advisories|audits)/.test(uri ?? '') && /^(400|403|404|405|410|501) /.test(message ?? '')

/** Whether every severe advisory is explained, and every explanation needed. */
export function judge(report: Report, explained: Record<string, string>): Verdict {
  if (!report.vulnerabilities)
    return hasNoEndpoint(report)
      ? { kind: 'skipped', why: 'this registry has no audit endpoint' }
      : { kind: 'failed', problems: [`npm audit did not answer: ${report.message ?? 'no report'}`] }
  const advisories = Object.values(report.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((one): one is Advisory => typeof one !== 'string' && SEVERE.includes(one.severity))
  const found = new Map(advisories.map((one) => [idOf(one), one]))
  const open = [...found].filter(([id]) => !explained[id])
  const stale = Object.keys(explained).filter((id) => !found.has(id))
  const problems = [
    ...open.map(([id, one]) => `${one.severity}: ${one.name} ${one.range}: ${one.title} (${id})`),
    ...stale.map((id) => `${id} is explained and no longer reported`),
  ]
  return problems.length > 0 ? { kind: 'failed', problems } : { kind: 'passed', explained: [...found.keys()] }
}
