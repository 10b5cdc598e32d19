/**
 * Times the timeline in a real VS Code: how soon a picture is there, how long a frame's work is while
 * somebody zooms and pans, how soon the worker answers, and what the page holds.
 * npm run bench:ui [-- RECORDING [EVENTS]]: the trace.dat that is repeated until it has so many events.
 */
import { existsSync, linkSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchChromium } from '../../test/support/chromium';
import { installExtension, startCodeServer } from '../../test/support/codeServer';
import { scratchFolder } from '../../test/support/scratchFolder';
import { packageVsix } from '../../test/support/vsix';
import {
  openFromExplorer,
  openWorkbench,
  untilActive,
  webviewFrame,
} from '../../test/support/workbench';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import { ensureCodeServer } from '../../scripts/setup/codeServer.mjs';
import { writeLargeTrace } from '../largeTrace';
import { measure } from '../measure';
import { frameWork } from './frameWork';
import { machineFacts } from './machineFacts';
import { rendererMemoryMb } from './rendererMemory';
import { workerAnswers } from './workerAnswers';
import { zoomAndPan } from './zoomAndPan';

const data = path.join(__dirname, '../data');
const cli = path.join(__dirname, '../../dist/cli.js');
const sample = path.join(__dirname, '../../sample/mixed.trace.dat');
const RUNS = 3;
const OPENED_WITHIN_MS = 300_000;
const FILE = 'large.trace.dat';

async function main(): Promise<void> {
  const [recording = sample, leastEvents = '10000000'] = process.argv.slice(2);
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run npm run build first.');
  mkdirSync(data, { recursive: true });
  const file = path.join(data, 'timeline.trace.dat');
  const events = await writeLargeTrace(recording, file, Number(leastEvents));
  console.log(`${machineFacts()}\n${(events / 1e6).toFixed(1)} million events`);
  const report = measure(`node ${cli} report ${file}`, RUNS);
  console.log(`  exitscope report: ${report.wallSeconds.toFixed(2)} s`);
  await ofWorker(file);
  await inVscode(file, report.wallSeconds);
}

async function ofWorker(file: string): Promise<void> {
  const { loadSeconds, answersMs, largestBytes } = await workerAnswers(file);
  console.log(`  load in the worker: ${loadSeconds.toFixed(2)} s`);
  row('answer of the worker, p50', quantile(answersMs, 0.5), 'ms', undefined);
  row('answer of the worker, p99', quantile(answersMs, 0.99), 'ms', 30);
  row('largest answer', largestBytes / 1024, 'KB', 256);
}

async function inVscode(file: string, reportSeconds: number): Promise<void> {
  await ensureCodeServer();
  await ensureChromium();
  const root = scratchFolder('bench-ui');
  const folder = path.join(root, 'workspace');
  mkdirSync(folder);
  linkSync(file, path.join(folder, FILE));
  const extensionsFolder = path.join(root, 'extensions');
  const vsix = path.join(root, 'exitscope.vsix');
  await packageVsix(vsix);
  await installExtension(vsix, root, extensionsFolder);
  const server = await startCodeServer({ root, extensionsFolder });
  const browser = await launchChromium();
  try {
    const { page } = await openWorkbench(browser, { port: server.port, folder });
    await untilActive(page);
    await ofPictures(page, reportSeconds);
    await ofFrames(browser, page);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** From the double click to lanes, while the rest is read, and to all of them. */
async function ofPictures(page: Page, reportSeconds: number): Promise<void> {
  const beforeMb = rendererMemoryMb();
  const clickedMs = performance.now();
  const seconds = (): number => (performance.now() - clickedMs) / 1000;
  await openFromExplorer(page, FILE);
  const frame = await webviewFrame(page, '[data-testid=tab-timeline]');
  await frame.getByTestId('tab-timeline').click();
  await drawn(frame, '[data-lanes]:not([data-lanes="0"])');
  row('first lanes', seconds(), 's', 1.5 * reportSeconds);
  await frame.locator('body[data-state=complete]').waitFor({ timeout: OPENED_WITHIN_MS });
  await drawn(frame, '[data-complete=true]');
  row('all lanes', seconds(), 's', 1.5 * reportSeconds);
  const afterMb = rendererMemoryMb();
  if (beforeMb === undefined || afterMb === undefined) return;
  row('renderer grew by', afterMb - beforeMb, 'MB', 300);
}

async function drawn(frame: Frame, having: string): Promise<void> {
  await frame.locator(`[data-testid=timeline]${having}`).waitFor({ timeout: OPENED_WITHIN_MS });
}

async function ofFrames(browser: Browser, page: Page): Promise<void> {
  const frame = await webviewFrame(page, '[data-testid=timeline]');
  const session = await browser.newBrowserCDPSession();
  const work = await frameWork(session, () => zoomAndPan(page, frame));
  console.log(`  ${work.length} frames`);
  row('work of a frame, median', quantile(work, 0.5), 'ms', 16.7);
  row('work of a frame, p99', quantile(work, 0.99), 'ms', 50);
  const afterMb = rendererMemoryMb();
  if (afterMb !== undefined)
    console.log(`  renderers hold ${afterMb.toFixed(0)} MB, VS Code's included`);
}

function row(name: string, value: number, unit: string, limit: number | undefined): void {
  const target = limit === undefined ? '' : `  (limit ${limit.toFixed(1)} ${unit})`;
  console.log(`  ${name.padEnd(28)} ${value.toFixed(1).padStart(8)} ${unit}${target}`);
}

/** By nearest rank, of ascending numbers. */
function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
