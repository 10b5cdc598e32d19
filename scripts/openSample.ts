import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchChromium } from '../test/support/chromium';
import {
  installExtension,
  type RunningCodeServer,
  startCodeServer,
} from '../test/support/codeServer';
import { exitOnSignal } from '../test/support/exitOnSignal';
import { copySample, sampleTraceName } from '../test/support/sampleTrace';
import { scratchFolder } from '../test/support/scratchFolder';
import { packageVsix } from '../test/support/vsix';
import {
  openFromExplorer,
  openWorkbench,
  remoteUri,
  untilActive,
  webviewFrame,
  workbenchUrl,
} from '../test/support/workbench';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureCodeServer } from './setup/codeServer.mjs';
import { findOnPath } from './setup/findOnPath.mjs';
import { mustRun, run } from './setup/run.mjs';

const pictureTimeoutMs = 60_000;

export interface OpenSampleOptions {
  readonly repository: string;
  /** Takes a picture and ends, instead of staying open. */
  readonly pictureFile: string | undefined;
  /** Of the server; default: any free one. */
  readonly port: number | undefined;
}

/** Shows the sample recording in the VS Code this machine has, else in code-server. */
export async function openSample(options: OpenSampleOptions): Promise<void> {
  if (options.pictureFile === undefined && (await openInDesktop(options.repository))) return;

  exitOnSignal();
  const root = scratchFolder('start');
  const workspace = path.join(root, 'sample');
  copySample(workspace);
  const server = await startWithExtension(root, options.port);
  try {
    if (options.pictureFile === undefined) await stayOpen(server, workspace);
    else await takePicture(server, workspace, options.pictureFile);
  } finally {
    await server.stop();
  }
}

/** False: there is no desktop VS Code, or it cannot start here. */
async function openInDesktop(repository: string): Promise<boolean> {
  const program = findOnPath('code');
  const hasDesktop =
    process.platform !== 'linux' ||
    Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  // In a remote terminal `code` only talks to the window it belongs to, and takes no extension.
  const isRemote = process.env['VSCODE_IPC_HOOK_CLI'] !== undefined;
  if (program === undefined || !hasDesktop || isRemote) return false;

  // Outlives us, as the window does.
  const workspace = mkdtempSync(path.join(tmpdir(), 'exitscope-sample-'));
  copySample(workspace);
  await mustRun('The build', process.execPath, ['esbuild.mjs']);
  const trace = path.join(workspace, sampleTraceName());
  console.log(`Opening ${trace} in VS Code.`);
  const code = await run(program, [`--extensionDevelopmentPath=${repository}`, workspace, trace]);
  if (code !== 0) console.log(`VS Code ended with ${code}; trying code-server.`);
  return code === 0;
}

async function startWithExtension(
  root: string,
  port: number | undefined,
): Promise<RunningCodeServer> {
  await ensureCodeServer();
  const extensionsFolder = path.join(root, 'extensions');
  const vsixFile = path.join(root, 'exitscope.vsix');
  console.log('Building the extension …');
  await packageVsix(vsixFile);
  await installExtension(vsixFile, root, extensionsFolder);
  return startCodeServer({ root, extensionsFolder, ...(port === undefined ? {} : { port }) });
}

async function stayOpen({ port, ended }: RunningCodeServer, workspace: string): Promise<void> {
  const trace = remoteUri(port, path.join(workspace, sampleTraceName()));
  const url = workbenchUrl({ port, folder: workspace, payload: [['openFile', trace]] });
  console.log(`\nVS Code shows ${sampleTraceName()} at\n\n  ${url}\n\nCtrl+C ends it.`);
  await ended;
}

async function takePicture(
  { port }: RunningCodeServer,
  workspace: string,
  pictureFile: string,
): Promise<void> {
  await ensureChromium();
  const browser = await launchChromium();
  try {
    const { page } = await openWorkbench(browser, { port, folder: workspace });
    await untilActive(page);
    await openFromExplorer(page, sampleTraceName());
    const frame = await webviewFrame(page, 'body[data-state="complete"]');
    const row = frame.getByTestId('exits-row').first();
    await row.waitFor({ timeout: pictureTimeoutMs });
    mkdirSync(path.dirname(pictureFile), { recursive: true });
    await page.screenshot({ path: pictureFile });
    console.log(`Picture of ${sampleTraceName()} in ${pictureFile}`);
  } finally {
    await browser.close();
  }
}
