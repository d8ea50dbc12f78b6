/**
 * Modules that libraries load at once and that no function runs. They are replaced by a refusal: whoever comes to need
 * one gets a plain error, and takes it out of the table.
 */
import path from 'node:path'
import type { Plugin } from 'esbuild'

type LeftOut = { package: string; file: string; replacement: string }

const refusal = (what: string) => `throw new Error(${JSON.stringify(`${what} is left out of the bundles`)})`
const refusingClass = (name: string) => `export class ${name} { constructor() { ${refusal(name)} } }`

const LEFT_OUT: LeftOut[] = [
  // libpq's binding, for which a native package would be needed.
  { package: 'pg', file: 'lib/native/index.js', replacement: refusal("pg's native client") },
  // A password comes with its URL; a file of passwords is what a person has.
  { package: 'pgpass', file: 'lib/index.js', replacement: refusal('the password file') },
  // Tables are made by migrations, which run from source.
  { package: 'kysely', file: 'dist/schema/schema-module.js', replacement: refusingClass('SchemaModule') },
  // Queries name no schema; this is the only user of a visitor that copies every kind of query.
  {
    package: 'kysely',
    file: 'dist/plugin/with-schema/with-schema-plugin.js',
    replacement: refusingClass('WithSchemaPlugin'),
  },
  {
    package: 'kysely',
    file: 'dist/query-builder/merge-query-builder.js',
    replacement: refusingClass('MergeQueryBuilder'),
  },
  {
    package: 'kysely',
    file: 'dist/dialect/postgres/postgres-introspector.js',
    replacement: refusingClass('PostgresIntrospector'),
  },
]

/** Fails the build when a module of the table has moved in a newer version of its package. */
export function leaveOut(): Plugin {
  return {
    name: 'leave-out',
    setup(build) {
      const replaced = new Set<LeftOut>()
      build.onLoad({ filter: /[\\/]node_modules[\\/](pg|pgpass|kysely)[\\/]/ }, ({ path: file }) => {
        const found = LEFT_OUT.find((one) => file.endsWith(path.join('node_modules', one.package, one.file)))
        if (!found) return null
        replaced.add(found)
        return { contents: found.replacement, loader: 'js' }
      })
      build.onEnd(() => ({
        errors: LEFT_OUT.filter((one) => !replaced.has(one)).map((one) => ({
          text: `${one.package} has no module ${one.file} any more: see scripts/build/leave-out.ts`,
        })),
      }))
    },
  }
}
