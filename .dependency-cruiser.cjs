/**
 * The order of the house (docs/ARCHITECTURE.md): calls go down, never up. The floors stand here and nowhere else.
 * Each floor may import those below it in this list, not those above nor its neighbours on the same line.
 */
const FLOORS = [
  ['people'],
  ['catalogue', 'documents', 'register'],
  ['cases'],
  ['contact', 'agenda', 'social', 'workforce', 'support', 'union'],
  ['plans', 'indicators'],
  ['opendata', 'improvement'],
  ['portal', 'desk', 'api'],
]

const PURE_LIBRARIES = [
  'bpmn-moddle',
  'moddle',
  'lezer-feel',
  '@lezer/',
  'decimal.js',
  'fast-xml-parser',
  'date-holidays',
  'typebox',
  'yaml',
]

const upward = FLOORS.flatMap((floor, level) => {
  const above = FLOORS.slice(level + 1).flat()
  const neighbours = level === 1 || level === FLOORS.length - 1 ? floor : []
  return floor.map((module) => ({
    name: `floor-of-${module}`,
    comment: `${module} stands below what it imports: let the higher module listen to the journal instead`,
    severity: 'error',
    from: { path: `^src/modules/${module}/` },
    to: { path: `^src/modules/(${[...above, ...neighbours].filter((other) => other !== module).join('|') || '-'})/` },
  }))
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      comment: 'core imports core and a few pure libraries',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.js$|/testing/|-of-tests\\.js$' },
      to: { pathNot: [`^src/core/`, ...PURE_LIBRARIES.map((name) => `node_modules/${name}`)] },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.js$' },
      to: { path: '^src/(modules|cli)/|^src/main' },
    },
    {
      name: 'modules-by-their-front-door',
      comment: 'a module is used through its index.ts',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: {
        path: '^src/modules/([^/]+)/',
        pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.js$', '^src/modules/[^/]+/testing\\.js$'],
      },
    },
    {
      name: 'ui-knows-no-module',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: '\\.test\\.js$' },
      to: { path: '^src/(modules|cli)/|^src/main' },
    },
    ...upward,
  ],
  options: {
    // TypeScript 7 has no compiler API for the cruiser to read with, and its swc reader stops at TSX: it reads the compiled copy.
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
