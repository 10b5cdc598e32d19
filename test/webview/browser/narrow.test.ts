import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { TimelineLink } from '../../../src/protocol/timelineLink';
import { accessibilityViolations } from '../../e2e/accessibility';
import { screenshot, useTracePages } from './useTracePages';

const link: TimelineLink = {
  at: 'start of load',
  others: [{ name: 'after.trace.dat', scale: 1, offsetNs: -140_200_000, without: [] }],
  reach: { fromNs: 0, toNs: 120e9 },
};
const savedState = { view: 'timeline' };

describe('A timeline with little room', () => {
  const pages = useTracePages();

  async function open(widthCssPx: number, heightCssPx: number): Promise<Page> {
    const page = await pages.open({ scenario: { savedState, link }, widthCssPx, heightCssPx });
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    await page.getByTestId('timeline-link').waitFor();
    return page;
  }

  for (const [what, width, height] of [
    ['beside another one', 510, 760],
    ['above another one', 1050, 385],
  ] as const) {
    it(`${what} gives its lanes most of it`, async () => {
      const page = await open(width, height);

      await screenshot(page, `timeline ${what}`);

      const share = (await heightOf(page, 'timeline-stage')) / height;
      assert.ok(share >= 0.45, `the lanes have ${Math.round(share * 100)} % of the height`);
      assert.ok((await heightOf(page, 'facts')) < 32, 'facts are one line');
      const tabs = await topOf(page, 'tab-timeline');
      assert.ok(Math.abs((await topOf(page, 'exits-filter-vcpu')) - tabs) < 6);
      assert.deepEqual(await accessibilityViolations(page.mainFrame()), []);
    });
  }

  it('shows all facts when they are wanted, and remembers it', async () => {
    const page = await open(510, 760);
    const kernel = page.locator('[data-fact=kernel]');
    assert.equal(await kernel.isVisible(), false);

    await page.getByTestId('facts-fold').click();

    await kernel.waitFor();
    assert.equal(await page.getByTestId('facts-fold').getAttribute('aria-expanded'), 'true');
    await page.waitForFunction(() =>
      JSON.stringify(window.fakeHost.savedState).includes('"openSections":["facts"]'),
    );
  });

  it('never folds what is wrong with the recording', async () => {
    const page = await open(510, 760);

    const alarming = page.locator('.fact.alarming');
    assert.ok((await alarming.count()) > 0);
    for (const fact of await alarming.all()) assert.ok(await fact.isVisible());
    assert.ok(await page.getByTestId('diagnostics-toggle').isVisible());
  });

  it('shows the facts unfolded where there is room for them', async () => {
    const page = await pages.open({ scenario: { savedState } });

    await page.locator('[data-fact=kernel]').waitFor();
    assert.equal(await page.getByTestId('facts-fold').isVisible(), false);
  });
});

async function heightOf(page: Page, testId: string): Promise<number> {
  return (await page.getByTestId(testId).boundingBox())!.height;
}

async function topOf(page: Page, testId: string): Promise<number> {
  return (await page.getByTestId(testId).boundingBox())!.y;
}
