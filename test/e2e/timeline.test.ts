import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { copySampleTrace } from '../support/sampleTrace';
import { openFromExplorer, pickColorTheme, webviewFrame } from '../support/workbench';
import { accessibilityViolations } from './accessibility';
import { screenshot } from './screenshot';
import { useVscode } from './useVscode';

const FILE = 'timeline.trace.dat';
const cli = path.join(__dirname, '../../dist/cli.js');

interface ReportedVcpu {
  readonly vcpu: number;
  readonly states_ns: Readonly<Record<string, number>>;
}

describe('The timeline in VS Code', () => {
  const vscode = useVscode((folder) => {
    copySampleTrace(folder, [FILE]);
  });
  let frame: Frame;

  it('shows every lane of a recording', async () => {
    const { page } = vscode();
    await pickColorTheme(page, 'Dark Modern');
    await openFromExplorer(page, FILE);
    frame = await webviewFrame(page, 'body[data-state="complete"]');

    await frame.getByTestId('tab-timeline').click();

    await drawn();
    await screenshot(page, 'timeline whole trace');
  });

  it('draws the shares of time that the report tells', async () => {
    const file = path.join(vscode().folder, FILE);
    const report = JSON.parse(
      execFileSync(process.execPath, [cli, 'report', file, '--json'], { encoding: 'utf8' }),
    ) as { readonly vcpus: readonly ReportedVcpu[] };
    await frame.getByTestId('timeline-table-toggle').click();
    const spanNs = await frame
      .getByTestId('timeline')
      .evaluate(({ dataset }) => Number(dataset['columns']) * Number(dataset['columnNs']));

    const table = frame.getByTestId('timeline-table-state');
    await table
      .getByTestId('timeline-table-state-row')
      .nth(report.vcpus.length - 1)
      .waitFor();
    // At once: what is shown is laid out anew whenever more of it is known.
    const [heads, ...rows] = await table.evaluate((shown) =>
      [...shown.querySelectorAll('tr')].map((row) =>
        [...row.cells].map((cell) => cell.textContent),
      ),
    );
    assert.equal(rows.length, report.vcpus.length);
    for (const cells of rows) {
      const reported = report.vcpus.find(({ vcpu }) => `vCPU ${vcpu}` === cells[0])!;
      const share = (title: string): number =>
        Number.parseFloat(cells[heads!.indexOf(title)] ?? '0');
      for (const [title, state] of [
        ['Guest', 'guest'],
        ['Blocked', 'blocked'],
        ['Preempted', 'preempted'],
        ['Unknown', 'unknown'],
      ] as const) {
        const percent = (reported.states_ns[state]! / spanNs) * 100;
        assert.ok(Math.abs(share(title) - percent) < 0.11, `${cells[0]} ${state}: ${percent} %`);
      }
    }
    await frame.getByTestId('timeline-table-toggle').click();
  });

  it('zooms at the pointer, and tells what is clicked', async () => {
    const { page } = vscode();
    const box = (await frame.getByTestId('timeline-canvas').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 36);

    for (let turn = 0; turn < 24; turn++) await page.mouse.wheel(0, -120);
    await drawn();
    await page.mouse.click(box.x + box.width / 2, box.y + 36);

    await frame.getByTestId('timeline-status').getByText('selected vCPU').waitFor();
    await screenshot(page, 'timeline zoomed');
  });

  it('goes by keys to the next stretch, and back to all of it', async () => {
    const { page } = vscode();
    const before = await frame.getByTestId('timeline-status').textContent();

    await page.keyboard.press('.');
    await frame.waitForFunction(
      (text) => document.querySelector('.timeline-status')?.textContent !== text,
      before,
    );
    await page.keyboard.press('f');

    await frame.waitForFunction(
      () => Number(document.querySelector<HTMLElement>('#view-timeline')?.dataset['fromNs']) <= 0,
    );
  });

  for (const theme of ['Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
    it(`is accessible in ${theme}`, async () => {
      const { page } = vscode();
      await pickColorTheme(page, theme);
      await drawn();
      await screenshot(page, `timeline ${theme}`);

      assert.deepEqual(await accessibilityViolations(frame), []);
    });
  }

  async function drawn(): Promise<void> {
    await frame.locator('[data-testid=timeline][data-complete=true]').waitFor();
  }
});
