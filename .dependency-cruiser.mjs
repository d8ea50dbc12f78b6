/**
 * Which way imports point. Rooms of lib/, low to high: each may import itself and those before it, no others.
 * Types are followed like everything else.
 */
const ROOMS = [
  'platform',
  'audit',
  'idempotency',
  'tenancy',
  'costs',
  'documents',
  'schedules',
  'extraction',
  'jobs',
  'health',
  'entry',
  'local',
  'cli',
]

const upward = ROOMS.slice(0, -1).map((room, index) => ({
  name: `${room}-imports-upward`,
  comment: 'Going up is an event: written to the outbox in the same transaction, relayed, handled.',
  severity: 'error',
  from: { path: `^lib/${room}/` },
  to: { path: `^lib/(${ROOMS.slice(index + 1).join('|')})/` },
}))

export default {
  forbidden: [
    ...upward,
    {
      name: 'unknown-room',
      comment: 'A folder of lib/ that has no place in the order of rooms.',
      severity: 'error',
      from: {},
      to: { path: '^lib/', pathNot: `^lib/(${ROOMS.join('|')})/` },
    },
    {
      name: 'foreign-store',
      comment: 'A store speaks the SQL of its own domain, and is imported by it alone.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/' },
      to: { path: '^lib/[^/]+/store\\.ts$', pathNot: '^lib/$1/' },
    },
    {
      name: 'store-from-an-entry-point',
      severity: 'error',
      from: { path: '^(netlify|functions|scripts)/' },
      to: { path: '^lib/[^/]+/store\\.ts$' },
    },
    {
      name: 'entry-point-imports-the-embedded-stack',
      comment: 'What is deployed knows nothing of the stack that stands in for its surroundings.',
      severity: 'error',
      from: { path: '^(netlify|functions)/' },
      to: { path: '^(lib/(local|cli)|scripts|tests|bench)/' },
    },
    {
      name: 'lib-imports-an-entry-point',
      comment: 'The embedded stack imports functions by their path, at run time; nothing else knows them.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(netlify|functions|tests|bench)/' },
    },
    {
      name: 'middy-or-powertools-outside-the-wrapper',
      severity: 'error',
      from: { pathNot: '^(lib/entry/sqs\\.ts|node_modules)' },
      to: { path: 'node_modules/(@middy|@aws-lambda-powertools)/' },
    },
    {
      name: 'migration-imports-ours',
      comment: 'A released migration is frozen; what it imports is not.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(lib|scripts|netlify|functions)/' },
    },
    {
      name: 'circular',
      comment: 'Types may know each other; modules that need each other to run are one module.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types', 'default'] },
  },
}
