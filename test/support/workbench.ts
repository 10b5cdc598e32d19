import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from 'playwright-core';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { offlineContext } from './chromium';

const readyTimeoutMs = 60_000;
const stepTimeoutMs = 15_000;
const webviewTimeoutMs = 30_000;

export interface Workbench {
  readonly page: Page;
  /** Addresses beyond this machine that the workbench asked for. */
  readonly refused: readonly string[];
}

export interface WorkbenchOptions {
  readonly port: number;
  readonly folder: string;
  /** What the workbench does at its start, as pairs of action and argument. */
  readonly payload?: readonly (readonly [string, string])[];
  /** Functions that the workbench finds on its window. */
  readonly exposed?: Readonly<Record<string, (...args: never[]) => void>>;
}

/** Address of a workbench that shows a folder. */
export function workbenchUrl({
  port,
  folder,
  payload,
}: Pick<WorkbenchOptions, 'port' | 'folder' | 'payload'>): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('folder', folder);
  if (payload !== undefined) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** A file or folder of this machine, as the workbench of this server names it. */
export function remoteUri(port: number, file: string): string {
  return `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`;
}

export async function openWorkbench(
  browser: Browser,
  options: WorkbenchOptions,
): Promise<Workbench> {
  const { context, refused } = await offlineContext(browser, {
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(stepTimeoutMs);
  for (const [name, called] of Object.entries(options.exposed ?? {})) {
    await page.exposeFunction(name, called);
  }
  await page.goto(workbenchUrl(options), { waitUntil: 'commit' });
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: readyTimeoutMs });
  return { page, refused };
}

/**
 * Waits for the status bar item that Exitscope shows once active. A file opened before that opens
 * in the text editor, and stays there.
 */
export async function untilActive(page: Page): Promise<void> {
  const item = page.locator('.statusbar-item[id*="exitscope.status"]');
  await item.waitFor({ timeout: readyTimeoutMs });
}

export async function openFromExplorer(page: Page, fileName: string): Promise<void> {
  await explorerRow(page, fileName).dblclick({ timeout: readyTimeoutMs });
}

/** The file of its notes begins with the name of a recording, and stands below it. */
export function explorerRow(page: Page, fileName: string): Locator {
  return page.locator('.explorer-folders-view .monaco-list-row', { hasText: fileName }).first();
}

/** A key is lost while a webview that was clicked takes the focus: it is pressed again so often. */
const COMMAND_TRIES = 3;
const COMMAND_TRY_MS = 5_000;
const COMMANDS = 'Type the name of a command';

export async function runCommand(page: Page, title: string): Promise<void> {
  for (let left = COMMAND_TRIES; left > 1; left--) {
    try {
      await pickCommand(page, title, COMMAND_TRY_MS);
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
    }
  }
  await pickCommand(page, title, stepTimeoutMs);
}

async function pickCommand(page: Page, title: string, timeout: number): Promise<void> {
  await page.keyboard.press('F1');
  await questionBox(page, COMMANDS).fill(`>${title}`, { timeout });
  await answerNamed(page, title).click({ timeout });
}

/**
 * The box in which VS Code asks a question, told by a part of its hint or title: all questions and
 * the commands share one box, in which the one before may still stand.
 */
export function questionBox(page: Page, question: string): Locator {
  const told = [`[placeholder*="${question}"]`, `[aria-label*="${question}"]`].join(', ');
  return page.locator(`.quick-input-widget input.input:is(${told})`);
}

/** Picks one of the answers to a question, see questionBox. */
export async function pickAnswer(page: Page, question: string, answer: string): Promise<void> {
  await questionBox(page, question).fill(answer);
  await answerNamed(page, answer).click();
}

function answerNamed(page: Page, answer: string): Locator {
  return page.locator('.quick-input-list .monaco-list-row', { hasText: answer }).first();
}

/** Unlike a reload of the page, the command first writes down what is open. */
export async function reloadWindow(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load', { timeout: readyTimeoutMs });
  await runCommand(page, 'Developer: Reload Window');
  await loaded;
  await untilActive(page);
}

export async function pickColorTheme(page: Page, theme: string): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await pickAnswer(page, 'Select Color Theme', theme);
}

/**
 * The inner frame of the webview that holds an element. Several webviews may be open, and nothing
 * but their content tells them apart.
 */
export async function webviewFrame(page: Page, selector: string): Promise<Frame> {
  const giveUpAt = Date.now() + webviewTimeoutMs;
  for (;;) {
    for (const frame of page.frames()) {
      if (frame.url().includes('/fake.html') && (await isVisibleIn(frame, selector))) return frame;
    }
    if (Date.now() > giveUpAt) throw new Error(`No webview shows ${selector}.`);
    await sleep(50);
  }
}

async function isVisibleIn(frame: Frame, selector: string): Promise<boolean> {
  try {
    return await frame.locator(selector).first().isVisible();
  } catch {
    return false; // The frame was replaced meanwhile.
  }
}
