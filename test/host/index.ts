import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import CountingReporter from '../support/countingReporter';

/** What the extension host calls. It rejects when a test failed; the counts go to a file. */
export async function run(): Promise<void> {
  const reportFile = process.env['EXITSCOPE_REPORT'];
  if (reportFile !== undefined) {
    // The host's console ends in the workbench's log, between a thousand other lines.
    Mocha.reporters.Base.consoleLog = (...parts: unknown[]) =>
      appendFileSync(reportFile, `${format(...parts)}\n`);
  }
  const mocha = new Mocha({
    reporter: CountingReporter,
    timeout: 60_000,
    forbidOnly: true,
    color: false,
    diff: false,
  });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const failed = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failed > 0) throw new Error(`${failed} failed`);
}
