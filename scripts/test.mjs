/**
 * `npm test`: everything. `node scripts/test.mjs check` or a suite's name: that part alone; what
 * follows a suite's name goes to mocha. Only Node's own modules here: it installs the others.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSetupError, SetupError } from './setup/SetupError.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureCodeServer } from './setup/codeServer.mjs';
import { ensureNodeModules } from './setup/nodeModules.mjs';
import { mustRun, run } from './setup/run.mjs';
import { shards } from './setup/shards.mjs';
import { checks, suites } from './stages.mjs';

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const suiteTimeoutMs = 15 * 60_000;

process.chdir(repository);
const [part, ...mochaArgs] = process.argv.slice(2);
try {
  const counts = await runPart(part, mochaArgs);
  finish(counts);
} catch (error) {
  if (!isSetupError(error)) throw error;
  console.error(`\n${error.message}`);
  finish({ passed: 0, failed: 1 });
}

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/**
 * @param {string | undefined} wanted
 * @param {readonly string[]} mochaArgs
 * @returns {Promise<Counts>}
 */
async function runPart(wanted, mochaArgs) {
  const wantedSuites = suites.filter(({ name }) => wanted === undefined || wanted === name);
  const wantsChecks = wanted === undefined || wanted === 'check';
  if (!wantsChecks && wantedSuites.length === 0) {
    const known = ['check', ...suites.map(({ name }) => name)].join(', ');
    throw new SetupError(`There is no part "${wanted}". Known: ${known}.`);
  }

  await timed('setup', () => setUp(new Set(wantedSuites.flatMap(({ needs }) => needs))));
  if (wantsChecks) {
    for (const { name, program, args } of checks) {
      await timed(name, () => mustRun(`The check "${name}"`, `node_modules/.bin/${program}`, args));
    }
  }
  if (wantedSuites.length === 0) return { passed: checks.length, failed: 0 };

  await timed('build', () => mustRun('The build', process.execPath, ['esbuild.mjs']));
  const total = { passed: 0, failed: 0 };
  for (const suite of wantedSuites) {
    const { passed, failed } = await timed(suite.name, () => runSuite(suite, mochaArgs));
    console.log(`    ${suite.name}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** @param {ReadonlySet<'chromium' | 'code-server'>} needs */
async function setUp(needs) {
  await ensureNodeModules(repository);
  if (needs.has('chromium')) await ensureChromium();
  if (needs.has('code-server')) await ensureCodeServer();
}

/**
 * @param {import('./stages.mjs').Suite} suite
 * @param {readonly string[]} mochaArgs
 * @returns {Promise<Counts>}
 */
async function runSuite(suite, mochaArgs) {
  const { args, folders, without = [], processes } = suite;
  const dealt = folders.length === 0 ? [[]] : shards(folders, without, processes);
  const shares = mochaArgs.length > 0 ? [mochaArgs] : dealt;
  const counts = await Promise.all(
    shares.map((share) => runShare(suite.name, [...args, ...share])),
  );
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/**
 * @param {string} suite
 * @param {readonly string[]} args
 * @returns {Promise<Counts>}
 */
async function runShare(suite, args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'exitscope-counts-'));
  const countsFile = path.join(folder, 'counts.json');
  try {
    const code = await run(process.execPath, args, {
      timeoutMs: suiteTimeoutMs,
      env: { EXITSCOPE_COUNTS: countsFile },
    });
    const counts = readCounts(countsFile);
    if (counts !== undefined && (code === 0 || counts.failed > 0)) return counts;
    console.error(`The suite "${suite}" did not end by itself: exit code ${code}.`);
    return { passed: counts?.passed ?? 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {Counts | undefined} undefined: mocha ended before its reporter could write
 */
function readCounts(file) {
  try {
    return /** @type {Counts} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} stage
 * @returns {Promise<T>}
 */
async function timed(name, stage) {
  console.log(`\n=== ${name}`);
  const startMs = performance.now();
  try {
    return await stage();
  } finally {
    console.log(`    ${name}: ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  }
}

/** @param {Counts} counts */
function finish({ passed, failed }) {
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
}
