import { availableParallelism } from 'node:os';

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
 * @property {readonly string[]} args what Node runs; the test files are appended
 * @property {readonly string[]} folders of the test files; none: `args` name them
 * @property {readonly string[]} [without] folders in these that are no part of it
 * @property {number} processes that share the files
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

/** Processes for tests that only compute. */
const atOnce = Math.min(4, availableParallelism());

const mocha = ['node_modules/mocha/bin/mocha.js'];
const slowMocha = [...mocha, '--timeout', '60000'];

/** All of them run, whatever the others say. @type {readonly Suite[]} */
export const suites = [
  {
    name: 'unit',
    args: mocha,
    folders: ['test'],
    without: ['test/webview', 'test/host', 'test/e2e'],
    processes: atOnce,
    needs: [],
  },
  {
    name: 'webview',
    args: slowMocha,
    folders: ['test/webview'],
    // Chromium alone keeps two cores busy.
    processes: 1,
    needs: ['chromium'],
  },
  {
    name: 'host',
    args: ['--import', 'tsx', 'test/host/runInCodeServer.ts'],
    folders: [],
    processes: 1,
    needs: ['chromium', 'code-server'],
  },
  {
    name: 'ui',
    args: slowMocha,
    folders: ['test/e2e'],
    // Each test drives a whole VS Code.
    processes: 1,
    needs: ['chromium', 'code-server'],
  },
];
