/**
 * Makes what is deployed, in dist/ or the folder that --out names: the site's functions, the Lambda functions, and the
 * scripts of the static pages in public/.
 */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './build/bundle.ts'
import { buildLambdas } from './build/lambda.ts'
import { layoutOf } from './build/layout.ts'
import { buildNetlify } from './build/netlify.ts'
import { copyDocsAssets } from './copy-docs-assets.ts'

const { values } = parseArgs({ options: { out: { type: 'string', default: path.join(ROOT, 'dist') } } })
const outDir = path.resolve(values.out)
const layout = layoutOf(outDir)

// Only what a build makes: --out may name a folder that holds more.
for (const folder of Object.values(layout)) await rm(folder, { recursive: true, force: true })
copyDocsAssets()
await buildNetlify(layout)
await buildLambdas(layout)
process.stdout.write(`${path.relative(process.cwd(), outDir) || '.'}: built\n`)
