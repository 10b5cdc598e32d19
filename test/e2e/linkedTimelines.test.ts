import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import {
  explorerRow,
  pickAnswer,
  questionBox,
  runCommand,
  webviewFrame,
} from '../support/workbench';
import { accessibilityViolations } from './accessibility';
import { pickFromMenu } from './contextMenu';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const fixtures = path.join(__dirname, '../fixtures/traces');
const [before, after] = ['before.trace.dat', 'after.trace.dat'];
/** First events of the vCPUs' threads, ns; their programs wrote 0.8 ms before that they begin. */
const loads = { [before]: 147_729_995, [after]: 151_233_930 };
/** What is asked of timelines that are to be linked. */
const howAligned = 'Where they are the same';
/** Where a note of the same words is. */
const noted = { [before]: 200_000_000, [after]: 180_000_000 };

describe('Timelines of two recordings in VS Code', function () {
  this.timeout(120_000);
  const vscode = useVscode((folder) => {
    copyFileSync(path.join(fixtures, 'vmx-hlt-ipi.trace.dat'), path.join(folder, before));
    copyFileSync(path.join(fixtures, 'vmx-hlt-poll-fail.trace.dat'), path.join(folder, after));
    for (const file of [before, after]) {
      const note = { id: '1', from_ns: noted[file], text: 'warmed up' };
      const notes = { schema: 'exitscope.notes/1', notes: [note] };
      writeFileSync(path.join(folder, `${file}.exitscope.json`), JSON.stringify(notes));
    }
  });

  async function both(): Promise<readonly [Frame, Frame]> {
    const { page } = vscode();
    return [await timeline(page, before), await timeline(page, after)];
  }

  it('show the same stretch of load from the comparison on', async () => {
    const { page } = vscode();
    await pickFromMenu(explorerRow(page, before), 'Select for Compare with Exitscope');
    await pickFromMenu(explorerRow(page, after), 'Compare with Selected in Exitscope');
    const comparison = await webviewFrame(page, 'body[data-state="compared"]');

    await comparison.getByTestId('compare-timelines').click();

    const [left, right] = await both();
    await untilAligned([left, right], loads);
    // The longer load, of 416 ms, with a little room.
    const { fromNs, toNs } = await shownIn(left);
    assert.ok(fromNs < loads[before]! && fromNs > loads[before]! - 20e6);
    assert.ok(toNs > 563e6 && toNs < 590e6);
    const linked = await left.getByTestId('timeline-link').textContent();
    assert.equal(linked, `Linked to ${after}: start of load, offset +3.504 ms, ×1.000`);
    const other = await right.getByTestId('timeline-link').textContent();
    assert.equal(other, `Linked to ${before}: start of load, offset −3.504 ms, ×1.000`);
    await screenshot(page, 'compare timelines');
    for (const frame of [left, right]) assert.deepEqual(await accessibilityViolations(frame), []);
  });

  it('give their lanes most of the room beside each other', async () => {
    const [left] = await both();

    const stage = (await left.getByTestId('timeline-stage').boundingBox())!;

    const room = await left.evaluate(() => window.innerHeight);
    assert.ok(stage.height > room * 0.45, `${stage.height} of ${room} px`);
  });

  it('are zoomed and panned together, whichever is moved, also beyond the end of one', async () => {
    const { page } = vscode();
    const [left, right] = await both();
    const wide = await shownIn(right);

    for (let step = 0; step < 6; step++) await left.getByTestId('timeline-stage').press('w');
    await until(right, ({ fromNs, toNs }) => toNs - fromNs < (wide.toNs - wide.fromNs) / 2);
    await untilAligned([left, right], loads);

    // The first load goes on for longer than the second recording.
    for (let step = 0; step < 2; step++) {
      await left.getByTestId('timeline-stage').press('Shift+ArrowRight');
    }
    await until(right, ({ toNs }) => toNs > 300e6);
    await untilAligned([left, right], loads);
    await screenshot(page, 'compare timelines beyond the end');

    for (let step = 0; step < 3; step++) await right.getByTestId('timeline-stage').press('s');
    await untilAligned([left, right], loads);
    await right.getByTestId('timeline-stage').press('f');
    await until(left, ({ fromNs, toNs }) => fromNs < 0 && toNs > 604e6);
    await right.getByTestId('timeline-stage').press('Alt+ArrowLeft');
    await untilAligned([left, right], loads);
    const { box } = await minimapOf(right);
    await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
    await untilAligned([left, right], loads);
  });

  it('are laid at a note of the same words, which both then tell', async () => {
    const { page } = vscode();

    await runCommand(page, 'Exitscope: Link Timelines…');
    await questionBox(page, howAligned).waitFor();
    await screenshot(page, 'compare timelines alignments');
    await pickAnswer(page, howAligned, 'Note “warmed up”');

    const [left, right] = await both();
    await untilAligned([left, right], noted);
    await right
      .getByTestId('timeline-link')
      .getByText(`Linked to ${before}: note “warmed up”, offset +20.00 ms, ×1.000`)
      .waitFor();
    await screenshot(page, 'compare timelines at notes');
  });

  it('are stretched between two moments of each', async () => {
    const { page } = vscode();
    const [left, right] = await both();

    await left.getByTestId('timeline-link').click();
    await left.getByTestId('link-align').click();
    await pickAnswer(page, howAligned, 'Start of load to end of load');

    await right.getByTestId('timeline-link').getByText('×4.790').waitFor();
    await left.getByTestId('timeline-stage').press('f');
    // All of the second recording, which is shorter, but not in time of the first.
    await until(left, ({ fromNs, toNs }) => toNs - fromNs > 288e6 * 4.79);
    await until(right, ({ fromNs, toNs }) => fromNs < 0 && toNs > 288e6);
    const [ofLeft, ofRight] = [await shownIn(left), await shownIn(right)];
    const scale = (ofLeft.toNs - ofLeft.fromNs) / (ofRight.toNs - ofRight.fromNs);
    assert.ok(Math.abs(scale / 4.79 - 1) < 0.001, `×${scale}`);
    await screenshot(page, 'compare timelines stretched');
  });

  it('go where the others have gone while they were hidden', async () => {
    const { page } = vscode();
    const [left] = await both();
    await page.getByRole('tab', { name: new RegExp(`^${after}`) }).click();
    await runCommand(page, 'File: New Untitled Text File');
    const hidden = await shownIn(left);

    for (let step = 0; step < 4; step++) await left.getByTestId('timeline-stage').press('w');
    await until(left, ({ fromNs, toNs }) => toNs - fromNs < (hidden.toNs - hidden.fromNs) / 2);
    const { fromNs, toNs } = await shownIn(left);
    await page.getByRole('tab', { name: new RegExp(`^${after}`) }).click();

    const right = await timeline(page, after);
    await until(right, (shown) => (shown.toNs - shown.fromNs) * 4.7 < (toNs - fromNs) * 1.01);
  });

  it('lie one above the other where that is wanted', async () => {
    const { page } = vscode();

    await runCommand(page, 'Exitscope: Show Timelines: Side by Side or Stacked…');
    await pickAnswer(page, 'Show Timelines', 'Stacked');

    const groups = page.locator('.editor-group-container');
    await page.waitForFunction(() => {
      const [first, second] = document.querySelectorAll('.editor-group-container');
      return second!.getBoundingClientRect().top > first!.getBoundingClientRect().top + 100;
    });
    assert.equal(await groups.count(), 2);
    const [left, right] = await both();
    await runCommand(page, 'Exitscope: Link Timelines…');
    await pickAnswer(page, howAligned, 'Start of load');
    await untilAligned([left, right], loads);
    await left.getByTestId('timeline-stage').press('f');
    await until(right, ({ toNs }) => toNs > 600e6);
    await screenshot(page, 'compare timelines stacked');
    const stage = (await left.getByTestId('timeline-stage').boundingBox())!;
    const room = await left.evaluate(() => window.innerHeight);
    assert.ok(stage.height > room * 0.4, `${stage.height} of ${room} px`);
  });

  it('go their own ways once they are unlinked', async () => {
    const [left, right] = await both();
    await left.getByTestId('timeline-link').click();

    await left.getByTestId('link-end').click();

    await right.getByTestId('timeline-link').waitFor({ state: 'hidden' });
    await until(right, ({ toNs }) => toNs < 300e6);
    const alone = await shownIn(right);
    await left.getByTestId('timeline-stage').press('w');
    await until(left, ({ fromNs, toNs }) => toNs - fromNs < 600e6);
    assert.deepEqual(await shownIn(right), alone);
  });

  it('scroll the lanes of vCPUs together that were paired by hand', async () => {
    const { page } = vscode();
    const tab = page.getByRole('tab', { name: new RegExp(`${before} ↔ ${after}`) });
    await tab.click();
    const comparison = await webviewFrame(page, 'body[data-state="compared"]');
    await comparison.getByTestId('pairing').locator('summary').click();
    await comparison.getByTestId('pairing-vcpu').first().click();
    const other = comparison.getByTestId('pairing-vcpu').first().locator('vscode-option');
    await other.filter({ hasText: 'vCPU 1' }).click();
    await comparison.getByText('vCPUs as you paired them').waitFor();
    // So that not all lanes have room.
    await page.setViewportSize({ width: 1400, height: 620 });
    await comparison.getByTestId('compare-timelines').click();
    const [left, right] = await both();
    await untilAligned([left, right], loads);

    // Below the name of the VM: its first vCPU, which is the second one of the other run.
    await left.locator('.timeline-scroller').evaluate((lanes) => (lanes.scrollTop = 30));

    await right.waitForFunction(() => document.querySelector('.timeline-scroller')!.scrollTop > 70);
    await screenshot(page, 'compare timelines paired');
  });
});

interface Shown {
  readonly fromNs: number;
  readonly toNs: number;
  readonly columnNs: number;
}

/** The timeline of a recording, once all of it is drawn. */
function timeline(page: Page, recording: string): Promise<Frame> {
  const shown = '[data-testid=timeline][data-complete=true]';
  return webviewFrame(page, `body:has(h1:text-is("${recording}")) ${shown}`);
}

async function shownIn(frame: Frame): Promise<Shown> {
  const [fromNs, columnNs, columns] = await frame.getByTestId('timeline').evaluate((root) => {
    const { dataset } = root as HTMLElement;
    return [dataset['fromNs'], dataset['columnNs'], dataset['columns']].map(Number);
  });
  return { fromNs: fromNs!, toNs: fromNs! + columnNs! * columns!, columnNs: columnNs! };
}

async function until(frame: Frame, holds: (shown: Shown) => boolean): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  for (let shown = await shownIn(frame); !holds(shown); shown = await shownIn(frame)) {
    assert.ok(Date.now() < giveUpAt, `the timeline moves within 15 s: ${JSON.stringify(shown)}`);
    await frame.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Waits until both begin as long before a moment of each, to a pixel. */
async function untilAligned(
  [left, right]: readonly [Frame, Frame],
  moments: Readonly<Record<string, number>>,
): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    const [ofLeft, ofRight] = [await shownIn(left), await shownIn(right)];
    const begins = [ofLeft.fromNs - moments[before]!, ofRight.fromNs - moments[after]!] as const;
    const ends = [ofLeft.toNs - moments[before]!, ofRight.toNs - moments[after]!] as const;
    const slackNs = Math.max(ofLeft.columnNs, ofRight.columnNs);
    const off = [begins, ends].map(([one, other]) => Math.abs(one - other));
    if (off.every((ns) => ns <= slackNs)) return;
    assert.ok(Date.now() < giveUpAt, `both show the same: they are ${off.join(', ')} ns apart`);
    await left.evaluate(() => new Promise(requestAnimationFrame));
  }
}

async function minimapOf(frame: Frame): Promise<{
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}> {
  return { box: (await frame.getByTestId('timeline-minimap').boundingBox())! };
}
