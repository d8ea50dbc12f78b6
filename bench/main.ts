/** `npm run bench -- NAME …`: each measures one thing, as ratios within one run. */
const BENCHES: Record<string, string> = {
  confidence: './confidence.ts',
  extract: './extract.ts',
  fields: './fields.ts',
  folds: './folds.ts',
  jobs: './jobs.ts',
  layouts: './layouts.ts',
  ocr: './ocr.ts',
  proof: './proof.ts',
  worn: './worn.ts',
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
