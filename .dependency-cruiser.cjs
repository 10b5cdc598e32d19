/**
 * The layer table of ARCHITECTURE.md as data, and the rules made from it.
 * A folder imports itself, `base` and the folders in its row.
 */
const pipeline = [
  'formats',
  'kvm',
  'events',
  'ingest',
  'vcpu',
  'symbols',
  'analyses',
  'protocol',
  'queries',
];

/** @type {Record<string, readonly string[]>} */
const mayImport = {
  base: [],
  formats: [],
  kvm: [],
  events: ['formats', 'kvm'],
  ingest: ['formats', 'kvm', 'events'],
  vcpu: ['kvm', 'events'],
  symbols: ['formats', 'kvm'],
  analyses: ['kvm', 'events', 'vcpu'],
  lines: ['formats', 'kvm', 'ingest'],
  protocol: [],
  notes: ['protocol'],
  queries: ['formats', 'kvm', 'events', 'ingest', 'vcpu', 'symbols', 'analyses', 'protocol'],
  engine: pipeline,
  'engine/node': [...pipeline, 'engine', 'export'],
  export: ['engine', 'queries', 'protocol'],
  cli: ['export', 'engine', 'engine/node', 'queries', 'protocol'],
  extension: ['engine', 'engine/node', 'lines', 'notes', 'protocol'],
};

/** Folders nested in another row's folder: naming the outer one does not mean them. */
const nested = { engine: '(?!node/)' };

const folderPattern = (folder) => `^src/${folder}/${nested[folder] ?? ''}`;

const layers = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder} imports ${['base', ...allowed].join(', ')} only`,
  severity: 'error',
  from: { path: folderPattern(folder) },
  to: {
    path: '^(src|webview|test|scripts|bench)/',
    pathNot: [folder, 'base', ...allowed].map(folderPattern),
  },
}));

/** A package: by its files, or by the bare name when it only exists at run time. */
const packagePattern = (name) => [`node_modules/(@types/)?${name}/`, `^${name}(/|$)`];

/** Where alone a package may be imported. */
const packageHomes = {
  vscode: '^src/extension/',
  papaparse: '^src/base/csvText\\.ts$',
  'iced-x86': '^src/symbols/disassembly/InstructionDecoder\\.ts$',
  'chart\\.js': '^webview/charts/',
  '@vscode/webview-ui-toolkit': '^webview/controls\\.ts$',
};

const packages = Object.entries(packageHomes).map(([name, home]) => ({
  name: `${name.replace('\\', '')} is known to one place only`,
  severity: 'error',
  from: { path: '^(src|webview)/', pathNot: home },
  to: { path: packagePattern(name) },
}));

module.exports = {
  forbidden: [
    ...layers,
    ...packages,
    {
      name: 'every folder of src has a row in the layer table',
      severity: 'error',
      from: { path: '^src/', pathNot: Object.keys(mayImport).map((folder) => `^src/${folder}/`) },
      to: {},
    },
    {
      name: 'an analysis imports no sibling',
      severity: 'error',
      from: { path: '^src/analyses/([^/]+)/' },
      to: { path: '^src/analyses/', pathNot: '^src/analyses/$1/' },
    },
    {
      name: 'webview imports src/protocol and src/base only',
      severity: 'error',
      from: { path: '^webview/' },
      to: {
        path: '^(src|test|scripts|bench)/',
        pathNot: ['^src/protocol/', '^src/base/'],
      },
    },
    {
      name: 'Node modules in cli, extension and engine/node only',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/(cli|extension|engine/node)/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'imports lead somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types cross layers too: `import type` counts.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.base.json` },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.d.ts', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'default'],
    },
  },
};
