import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { installExtension, startCodeServer } from '../support/codeServer';
import type { CodeServerOptions, RunningCodeServer } from '../support/codeServer';
import { exitOnSignal } from '../support/exitOnSignal';
import { scratchFolder } from '../support/scratchFolder';
import { openWorkbench, untilActive, type Workbench } from '../support/workbench';
import { packagedExtension } from './packagedExtension';
import { screenshot } from './screenshot';

const startTimeoutMs = 180_000;

/** Tests are faster than what a VS Code does a moment after a click. */
const patientSettings = {
  // A webview that was clicked tells of its focus late: that would close the question asked meanwhile.
  'workbench.quickOpen.closeOnFocusLost': false,
  // A file that was clicked is open late: the explorer would select it, and nothing else.
  'explorer.autoReveal': false,
};

export interface VscodeSession extends Workbench {
  readonly browser: Browser;
  readonly port: number;
  /** Folder that is open in the workbench. */
  readonly folder: string;
}

/**
 * A VS Code with the packaged extension for the tests of a suite, as a user has it: nothing of the
 * source tree is loaded. `fillFolder` writes what the explorer shows.
 */
export function useVscode(
  fillFolder: (folder: string) => void,
  options: Pick<CodeServerOptions, 'asksForTrust' | 'settings'> = {},
): () => VscodeSession {
  const root = scratchFolder('ui');
  const folder = path.join(root, 'workspace');
  let server: RunningCodeServer | undefined;
  let browser: Browser | undefined;
  let workbench: Workbench | undefined;

  before(async function () {
    this.timeout(startTimeoutMs);
    exitOnSignal();
    mkdirSync(folder);
    fillFolder(folder);
    const extensionsFolder = path.join(root, 'extensions');
    await installExtension(await packagedExtension(), root, extensionsFolder);
    const settings = { ...patientSettings, ...options.settings };
    server = await startCodeServer({ ...options, root, extensionsFolder, settings });
    browser = await launchChromium();
    workbench = await openWorkbench(browser, { port: server.port, folder });
    await untilActive(workbench.page);
  });

  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed' || workbench === undefined) return;
    await screenshot(workbench.page, `failed ${test.fullTitle()}`);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  return () => {
    if (browser === undefined || server === undefined || workbench === undefined) {
      throw new Error('VS Code runs inside tests only.');
    }
    return { ...workbench, browser, port: server.port, folder };
  };
}
