import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';

/** Waits for what stands before and behind a line: VS Code draws it, and no element holds it. */
export async function untilMargin(shown: Locator, wanted: RegExp): Promise<void> {
  await shown.waitFor({ timeout: 45_000 });
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    const margin = await shown.evaluate((drawn) =>
      [...drawn.querySelectorAll('span')]
        .flatMap((span) => [getComputedStyle(span, '::before'), getComputedStyle(span, '::after')])
        .map(({ content }) => content)
        .join(' '),
    );
    if (wanted.test(margin.replaceAll('\u00a0', ' '))) return;
    if (Date.now() > giveUpAt) assert.fail(`${wanted.source} is not in ${margin}`);
    await sleep(100);
  }
}
