// Which folder may import which. Every rule has a deliberately wrong fixture in scripts/dependency-rules/fixtures, and a
// test that it bites there.
/** Product code: neither tests nor what is there for them (testing/ folders, engines under test). */
const product = '(?!.*/testing/).*(?<!\\.test|-under-test)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'could-not-resolve',
      comment: 'An import that is not seen is an import that no rule can forbid.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'core-is-pure',
      comment: 'packages/core decides; it knows no library, no Node and no other package.',
      severity: 'error',
      from: { path: `^packages/core/src/${product}` },
      to: { pathNot: '^packages/core/' },
    },
    {
      name: 'verifier-is-pure',
      comment: 'It judges the server from outside, so it shares nothing with it; tests and apps bring the evidence.',
      severity: 'error',
      from: { path: `^packages/verifier/src/${product}` },
      to: { pathNot: '^packages/verifier/' },
    },
    {
      name: 'domain-is-pure',
      comment: "A service's domain/ decides; it knows only itself and core.",
      severity: 'error',
      from: { path: `^services/[^/]+/([^/]+)/src/domain/${product}` },
      to: { pathNot: ['^services/[^/]+/$1/src/domain/', '^packages/core/'] },
    },
    {
      name: 'ports-know-no-adapter',
      severity: 'error',
      comment: 'Ports are interfaces; nothing but core is below them.',
      from: { path: `^packages/ports/${product}` },
      to: { pathNot: ['^packages/(ports|core)/'] },
    },
    {
      name: 'packages-know-no-service',
      severity: 'error',
      comment: 'Packages are below services. group-access reads two stores on behalf of two services.',
      from: { path: '^packages/', pathNot: '^packages/group-access/' },
      to: { path: '^(services|apps|tests)/' },
    },
    {
      name: 'storage-knows-no-logic-or-access',
      severity: 'error',
      comment: 'Calls go down only; events go sideways through the event log.',
      from: { path: '^services/storage/' },
      to: { path: '^services/(logic|access)/' },
    },
    {
      name: 'logic-knows-no-access',
      severity: 'error',
      comment: 'What must go up goes through a contract that the lower layer owns.',
      from: { path: '^services/logic/' },
      to: { path: '^services/access/' },
    },
    {
      name: 'services-know-contracts-only',
      severity: 'error',
      comment:
        "Of another service only contract.ts is visible (module.ts to apps and tests); anything else is that service's own.",
      from: { path: `^(?:packages|services/[^/]+/([^/]+))/${product}` },
      to: { path: '^services/[^/]+/[^/]+/src/', pathNot: ['^services/[^/]+/$1/', '/src/contract\\.ts$'] },
    },
    {
      name: 'apps-wire-modules-only',
      severity: 'error',
      comment: 'apps/ start services by their modules and talk to them by their contracts.',
      from: { path: '^(apps|tests)/' },
      to: { path: '^services/[^/]+/[^/]+/src/', pathNot: '/src/(contract|module)\\.ts$' },
    },
    {
      name: 'adapters-are-wired-in-apps',
      severity: 'error',
      comment: 'Only apps choose an engine; everybody else sees ports.',
      from: { path: `^(packages|services)/${product}`, pathNot: '^packages/adapters' },
      to: { path: '^packages/adapters' },
    },
    {
      name: 'grpc-stays-in-rpc',
      severity: 'error',
      comment:
        'Services speak typed clients and handlers; the transport is the business of packages/rpc. Examples are callers from outside.',
      from: { pathNot: ['^packages/(rpc|proto)/', '^examples/'] },
      to: { path: '@grpc/grpc-js' },
    },
    {
      name: 'client-stands-alone',
      severity: 'error',
      comment: 'The SDK is published to browsers: it knows nothing of the server.',
      from: { path: `^packages/client/src/${product}` },
      to: { path: '^(packages/(?!client/)|services|apps|tests)' },
    },
    {
      name: 'examples-stand-alone',
      severity: 'error',
      comment: 'Examples are written as an outsider would: with what is published, and nothing of the server.',
      from: { path: '^examples/' },
      to: { path: '^(packages/(?!client/)|services|apps|tests)' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      comment: 'Product code uses neither tests nor test doubles.',
      from: { path: `^(packages|services|apps)/${product}`, pathNot: '^packages/(testkit|local-engines)/' },
      to: { path: ['\\.test\\.ts$', '^packages/(testkit|local-engines)/', '/testing/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/gen/', '/fixtures/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs'],
    },
  },
};
