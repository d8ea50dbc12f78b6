import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const WORKFLOWS = path.resolve(import.meta.dirname, '../../.github/workflows')
const read = (file: string): string => readFileSync(path.join(WORKFLOWS, file), 'utf8')

describe.each(readdirSync(WORKFLOWS))('%s', (file) => {
  test('runs what others wrote at a commit that cannot change', () => {
    const used = [...read(file).matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, name]) => name!)
    expect(used.length).toBeGreaterThan(1)
    for (const name of used)
      expect(name).toMatch(/^(\.\/\.github\/workflows\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
  })

  test('gives no job more than it says', () => {
    expect(read(file)).toMatch(/^permissions:(?: \{\}|\n {2}contents: read)$/m)
    for (const [step] of read(file).matchAll(/uses: actions\/checkout@.*\n(.*\n){2}/g))
      expect(step).toContain('persist-credentials: false')
  })
})

describe('a deployment', () => {
  const deploy = read('deploy.yml')
  const jobs = new Map(
    deploy
      .split('\njobs:\n')[1]!
      .split(/^ {2}(?=\w+:$)/m)
      .filter(Boolean)
      .map((job) => [job.slice(0, job.indexOf(':')), job] as const),
  )

  test('checks, builds, migrates, and only then switches the workers and the site', () => {
    const needs = [...jobs].map(([name, job]) => [name, /^ {4}needs: (\w+)$/m.exec(job)?.[1]])
    expect(needs).toEqual([
      ['check', undefined],
      ['build', 'check'],
      ['migrate', 'build'],
      ['lambda', 'migrate'],
      ['site', 'lambda'],
    ])
  })

  test('shows its secrets to the jobs that need them, behind the environment', () => {
    for (const [name, job] of jobs) {
      const secrets = [...job.matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret)
      if (secrets.length > 0 || job.includes('id-token: write'))
        expect([name, job]).toEqual([name, expect.stringMatching(/environment:\s+(name: )?production/)])
      expect([name, secrets.includes('MIGRATION_DATABASE_URL')]).toEqual([name, name === 'migrate'])
      expect([name, secrets.includes('NETLIFY_AUTH_TOKEN')]).toEqual([name, name === 'site'])
    }
  })

  test('ships the build that was measured, as it is', () => {
    expect(jobs.get('build')).toMatch(/npm run build\n.*npm run check:bundles\n.*upload-artifact/)
    for (const name of ['lambda', 'site']) expect(jobs.get(name)).toContain('download-artifact')
    expect(jobs.get('site')).toMatch(/netlify-cli@\d+\.\d+\.\d+ deploy --prod --no-build/)
    expect(jobs.get('site')).not.toContain('npm run build')
  })

  test('asks for nothing that docs/deployment.md does not tell an operator to set', () => {
    const page = readFileSync(path.resolve(WORKFLOWS, '../../docs/deployment.md'), 'utf8')
    const named = new Set([...deploy.matchAll(/(?:secrets|vars)\.(\w+)/g)].map(([, name]) => name!))
    for (const name of named) expect(page).toContain(name.replace(/_APAC$/, ''))
  })
})
