/**
 * What `npm test` consists of, as data. Programs are named as in node_modules/.bin.
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {string} program
 * @property {readonly string[]} args
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly string[]} args what Node runs
 * @property {readonly string[]} files appended to `args`, unless the caller names files himself
 * @property {readonly ('chromium' | 'code-server')[]} needs
 */

/** The first failure ends the run. @type {readonly Check[]} */
export const checks = [
  { name: 'format', program: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'types: core', program: 'tsc', args: ['-p', 'tsconfig.core.json'] },
  { name: 'types: Node', program: 'tsc', args: ['-p', 'tsconfig.node.json'] },
  { name: 'types: webview', program: 'tsc', args: ['-p', 'tsconfig.webview.json'] },
  { name: 'lint', program: 'eslint', args: ['--max-warnings', '0', '.'] },
  { name: 'layers', program: 'depcruise', args: ['src', 'webview'] },
  { name: 'unused code', program: 'knip', args: [] },
];

const mocha = ['node_modules/mocha/bin/mocha.js'];
const slowMocha = [...mocha, '--timeout', '60000'];

/** All of them run, whatever the others say. @type {readonly Suite[]} */
export const suites = [
  {
    name: 'unit',
    args: [...mocha, '--ignore', 'test/{webview,host,e2e}/**'],
    files: ['test/**/*.test.ts'],
    needs: [],
  },
  { name: 'webview', args: slowMocha, files: ['test/webview/**/*.test.ts'], needs: ['chromium'] },
  {
    name: 'host',
    args: ['--import', 'tsx', 'test/host/runInCodeServer.ts'],
    files: [],
    needs: ['chromium', 'code-server'],
  },
  {
    name: 'ui',
    args: slowMocha,
    files: ['test/e2e/**/*.test.ts'],
    needs: ['chromium', 'code-server'],
  },
];
