import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core';
import { findChromium } from '../../scripts/setup/chromium.mjs';

/** Without GPU and sandbox (containers have neither), and without its own calls to the network. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--force-device-scale-factor=1',
];

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium on the PATH: run npm test.');
  return chromium.launch({ executablePath, args: flags });
}

export interface OfflineContext {
  readonly context: BrowserContext;
  /** Addresses beyond this machine that a page asked for; grows while pages run. */
  readonly refused: readonly string[];
}

/** Pages that reach this machine only: a test that needs the network must fail. */
export async function offlineContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<OfflineContext> {
  const context = await browser.newContext(options);
  const refused: string[] = [];
  await context.route(isOutside, (route) => {
    refused.push(route.request().url());
    return route.abort();
  });
  return { context, refused };
}

function isOutside(url: URL): boolean {
  return url.protocol.startsWith('http') && !['localhost', '127.0.0.1'].includes(url.hostname);
}
