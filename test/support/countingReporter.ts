import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/**
 * One line per top-level suite, then every failure in full. Writes the counts to the file that
 * EXITSCOPE_COUNTS names: several mocha runs, one of them in another process, are added up.
 */
class CountingReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { EVENT_TEST_FAIL, EVENT_SUITE_END, EVENT_RUN_END } = Mocha.Runner.constants;
    let failedTitles: string[] = [];
    // A failed hook comes as a failed test too; it belongs to no suite's list of tests.
    runner.on(EVENT_TEST_FAIL, (test) => failedTitles.push(test.fullTitle()));
    runner.on(EVENT_SUITE_END, (suite) => {
      if (suite.parent?.root !== true) return;
      printSuite(suite, failedTitles);
      failedTitles = [];
    });
    runner.once(EVENT_RUN_END, () => {
      this.printEnd();
    });
  }

  private printEnd(): void {
    const { passes: passed, failures: failed, pending: skipped } = this.stats;
    if (failed > 0) {
      print('\nFailures:');
      Mocha.reporters.Base.list(this.failures);
    }
    if (skipped > 0) print(`${skipped} skipped`);
    const countsFile = process.env['EXITSCOPE_COUNTS'];
    if (countsFile === undefined) print(`${passed} passed, ${failed} failed`);
    else writeFileSync(countsFile, JSON.stringify({ passed, failed }));
  }
}

function printSuite(suite: Mocha.Suite, failedTitles: readonly string[]): void {
  const tests = allTests(suite);
  const durationMs = tests.reduce((sum, test) => sum + (test.duration ?? 0), 0);
  const verdict = failedTitles.length === 0 ? 'ok  ' : 'FAIL';
  print(`  ${verdict} ${suite.title} (${tests.length} tests, ${durationMs} ms)`);
  for (const title of failedTitles) print(`         ${title}`);
}

/** Through mocha's own door: in the extension host it is led to a file. */
function print(line: string): void {
  Mocha.reporters.Base.consoleLog(line);
}

function allTests(suite: Mocha.Suite): Mocha.Test[] {
  return [...suite.tests, ...suite.suites.flatMap(allTests)];
}

export { CountingReporter as default };
