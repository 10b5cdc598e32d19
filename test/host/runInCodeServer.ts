/**
 * Runs the tests beside this file inside a real extension host: a workbench in Chromium starts it,
 * and reports back through two functions it looks for on its window.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  unwatchFile,
  watchFile,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { startCodeServer } from '../support/codeServer';
import { copyExcerpt } from '../support/excerptText';
import { exitOnSignal } from '../support/exitOnSignal';
import { copySample, copySampleTrace } from '../support/sampleTrace';
import { scratchFolder } from '../support/scratchFolder';
import { openWorkbench, remoteUri } from '../support/workbench';

const timeoutMs = 5 * 60_000;
const repository = path.join(__dirname, '../..');
const results = path.join(repository, 'test-results');

exitOnSignal();
void runSuite().then((exitCode) => process.exit(exitCode));

async function runSuite(): Promise<number> {
  const root = scratchFolder('host');
  const folder = path.join(root, 'workspace');
  mkdirSync(folder);
  copySampleTrace(folder, [
    'first.trace.dat',
    'second.trace.dat',
    'other.dat',
    'odd & 50%.trace.dat',
  ]);
  copySample(folder);
  // Of the program that the sample's guest is.
  const printed = path.join(repository, 'test/fixtures/symbols/lab-guest.objdump.txt');
  cpSync(printed, path.join(folder, path.basename(printed)));
  // A program whose functions are inlined into one another, with its sources.
  for (const name of ['rings', 'rings-gcc-dwarf5.elf']) {
    const fixture = path.join(repository, 'test/fixtures/symbols', name);
    cpSync(fixture, path.join(folder, name), { recursive: true });
  }
  for (const name of ['named.trace.txt', 'plain.txt', 'another.txt', 'trace']) {
    copyExcerpt('vmx-hlt-ipi.report', path.join(folder, name));
  }
  writeFileSync(path.join(folder, 'notes.txt'), 'The guest hangs.\nSee kvm_exit below.\n');
  const reportFile = path.join(root, 'report.txt');
  // The host inherits the server's environment, the server ours.
  process.env['EXITSCOPE_REPORT'] = reportFile;
  const clickFile = path.join(root, 'click.txt');
  process.env['EXITSCOPE_CLICK'] = clickFile;
  writeFileSync(clickFile, '');

  const server = await startCodeServer({
    root,
    extensionsFolder: path.join(root, 'extensions'),
    forHostTests: true,
    // VS Code asks whether an extension may open a link; nobody is there to answer.
    settings: { 'extensions.confirmedUriHandlerExtensionIds': ['exitscope.exitscope'] },
  });
  const browser = await launchChromium();
  const log: string[] = [];
  try {
    const uri = (file: string): string => remoteUri(server.port, path.join(repository, file));
    const payload = [
      ['extensionDevelopmentPath', uri('.')],
      ['extensionTestsPath', uri('dist-test/host/index.js')],
    ] as const;
    const verdict = await new Promise<number | 'timeout'>((resolve, reject) => {
      setTimeout(() => resolve('timeout'), timeoutMs).unref();
      const exposed = {
        codeAutomationExit: resolve,
        codeAutomationLog: (type: string, args: readonly unknown[]) =>
          log.push(`${type} ${args.join(' ')}`),
      };
      openWorkbench(browser, { port: server.port, folder, payload, exposed })
        .then(({ page }) => {
          watchFile(clickFile, { interval: 100 }, () => void click(page, clickFile));
        })
        .catch(reject);
    });
    if (verdict === 'timeout') console.error(`No verdict after ${timeoutMs / 1000} s.`);
    return verdict === 0 ? 0 : 1;
  } finally {
    unwatchFile(clickFile);
    mkdirSync(results, { recursive: true });
    writeFileSync(path.join(results, 'host.log'), log.join('\n'));
    if (existsSync(reportFile)) console.log(readFileSync(reportFile, 'utf8').trimEnd());
    await browser.close();
    await server.stop();
  }
}

/** Opens an address that a test asks for beside the workbench, where the system would open it. */
async function click(page: Page, clickFile: string): Promise<void> {
  const opened = await page.context().newPage();
  await opened.goto(readFileSync(clickFile, 'utf8'));
}
