/** `npm run bench -- NAME …`: each measures one thing, as ratios within one run. */
const BENCHES: Record<string, string> = {
  extract: './extract.ts',
  fields: './fields.ts',
  jobs: './jobs.ts',
  proof: './proof.ts',
}

const [name, ...args] = process.argv.slice(2)
const file = name === undefined ? undefined : BENCHES[name]
if (file) {
  process.argv.splice(2, process.argv.length, ...args)
  await import(file)
} else {
  process.stderr.write(`npm run bench -- ${Object.keys(BENCHES).join(' | ')} …\n`)
  process.exitCode = 1
}
