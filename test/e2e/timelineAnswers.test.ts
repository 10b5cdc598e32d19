import assert from 'node:assert/strict';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { runCli } from '../support/runCli';
import { copySampleTrace } from '../support/sampleTrace';
import { openFromExplorer, pickColorTheme, webviewFrame } from '../support/workbench';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const FILE = 'sample.trace.dat';
const VCPU = 1;

/** Of an idle period in the report of the command line. */
interface ReportedPeriod {
  readonly vcpu: number;
  readonly start_ns: number;
  readonly end_ns: number | null;
  readonly strategy: string;
}

describe('What the timeline tells in VS Code', () => {
  const vscode = useVscode((folder) => copySampleTrace(folder, [FILE]));
  let frame: Frame;

  before(async () => {
    const { page } = vscode();
    await pickColorTheme(page, 'Dark Modern');
    await openFromExplorer(page, FILE);
    frame = await webviewFrame(page, 'body[data-state="complete"]');
    await frame.getByTestId('tab-timeline').click();
    await frame.locator('[data-testid=timeline][data-complete=true]').waitFor();
  });

  it('is of a place what the command line tells of it', async () => {
    const longest = reportedPeriods()
      .filter(({ vcpu, end_ns }) => vcpu === VCPU && end_ns !== null)
      .reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));

    await clickLane(`vm0/vcpu${VCPU}/strategy`, longest.start_ns + lengthOf(longest) / 2);

    const title = frame.getByTestId('timeline-selection-title');
    await title.getByText(longest.strategy).waitFor();
    assert.match((await title.textContent())!, new RegExp(`vCPU ${VCPU}`));
    const ns = lengthOf(longest).toLocaleString('en-US');
    await frame.getByTestId('timeline-selection').getByText(`${ns} ns`).first().waitFor();
    await screenshot(vscode().page, 'timeline selection');
  });

  it('is of the whole trace what the exits table sums up', async () => {
    const { page } = vscode();
    const ruler = (await frame.getByTestId('timeline-ruler').boundingBox())!;
    const y = ruler.y + ruler.height / 2;
    await page.mouse.move(ruler.x + 1, y);
    await page.mouse.down();
    await page.mouse.move(ruler.x + ruler.width - 1, y, { steps: 5 });
    await page.mouse.up();

    const head = frame.getByTestId('timeline-range-head');
    await head.getByText(`${reportedExits()} exits`).waitFor();
    await screenshot(page, 'timeline range');
  });

  it('explains its keys', async () => {
    const { page } = vscode();
    await page.keyboard.press('?');

    const sheet = frame.getByRole('dialog', { name: 'Keys and mouse of the timeline' });
    await sheet.getByText('Zoom to the selection').first().waitFor();
    await screenshot(page, 'timeline help');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  it('finds and counts events of a search', async () => {
    const field = frame.getByTestId('timeline-search').locator('input');
    await field.fill('reason=HLT');
    await field.press('Enter');

    const count = frame.getByTestId('timeline-search-count');
    await count.getByText(reportedExits('HLT')).waitFor();
    await screenshot(vscode().page, 'timeline search');
  });

  it('asks nothing of the network', () => {
    assert.deepEqual(vscode().refused, []);
  });

  function row(key: string): Locator {
    return frame.locator(`[data-testid=lane-row][data-key="${key}"]`);
  }

  async function viewOf(): Promise<{ readonly fromNs: number; readonly columnNs: number }> {
    return frame.getByTestId('timeline').evaluate((root) => {
      const { dataset } = root as HTMLElement;
      return { fromNs: Number(dataset['fromNs']), columnNs: Number(dataset['columnNs']) };
    });
  }

  async function clickLane(key: string, timeNs: number): Promise<void> {
    const lane = (await row(key).boundingBox())!;
    const canvas = (await frame.getByTestId('timeline-canvas').boundingBox())!;
    const { fromNs, columnNs } = await viewOf();
    const x = canvas.x + (timeNs - fromNs) / columnNs;
    await vscode().page.mouse.click(x, lane.y + lane.height / 2);
  }

  function reportedPeriods(): readonly ReportedPeriod[] {
    const report = reported('report') as { readonly idle_periods: readonly ReportedPeriod[] };
    return report.idle_periods;
  }

  /** Exits as the command line counts them, of one reason or of all. */
  function reportedExits(reason?: string): string {
    const { exits } = reported('exits') as {
      readonly exits: readonly { readonly reason: string; readonly count: number }[];
    };
    return exits
      .filter((row) => reason === undefined || row.reason === reason)
      .reduce((sum, { count }) => sum + count, 0)
      .toLocaleString('en-US');
  }

  function reported(command: string): unknown {
    const { stdout } = runCli(command, '--json', path.join(vscode().folder, FILE));
    return JSON.parse(stdout);
  }
});

function lengthOf({ start_ns, end_ns }: ReportedPeriod): number {
  return (end_ns ?? start_ns) - start_ns;
}
