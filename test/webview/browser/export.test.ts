import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { askedFor } from './pageQueries';
import { useTracePages } from './useTracePages';

const range = { fromNs: 1_000_000_000, toNs: 1_050_000_000 };

describe('Exports of the timeline', () => {
  const pages = useTracePages();

  async function opened(): Promise<Page> {
    const state = { view: 'timeline', timeline: { shown: range } };
    const page = await pages.open({ scenario: { savedState: state } });
    await page.getByTestId('lane-row').nth(5).waitFor();
    return page;
  }

  async function exported(page: Page, entry: string): Promise<void> {
    await page.getByTestId('timeline-export').click();
    await page.getByTestId(entry).click();
    await page.getByText(/^(Saved to|Link copied|Not exported)/).waitFor();
  }

  it('are a picture of lines and texts that any program can read', async () => {
    const page = await opened();
    await exported(page, 'export-svg');
    const [{ name, contents }] = (await askedFor(page, 'saveFile')) as [
      { name: string; contents: string },
    ];

    const found = await page.evaluate((text) => {
      const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        faults: svg.querySelectorAll('parsererror').length,
        lanes: [...svg.querySelectorAll('[data-lane]')].map((lane) => lane.children.length),
        texts: [...svg.querySelectorAll('text')].map((words) => words.textContent),
      };
    }, contents);
    assert.equal(name, 'webserver-idle.trace.dat.timeline.svg');
    assert.equal(found.faults, 0);
    assert.ok(found.lanes.length > 5 && found.lanes.every((paths) => paths > 0));
    assert.match(found.texts[0]!, /^webserver-idle\.trace\.dat, 1\.0/);
    assert.ok(found.texts.includes('VM 0 vCPU 0'));
    assert.ok(contents.length < 2_000_000, `${contents.length} bytes`);
  });

  it('are a picture of the pixels that are seen, with the same texts around', async () => {
    const page = await opened();
    await exported(page, 'export-png');

    const found = await page.evaluate(async () => {
      const call = window.fakeHost.calls.find(({ method }) => method === 'saveFile')!;
      const { contents } = call.params as { contents: Uint8Array<ArrayBuffer> };
      const picture = await createImageBitmap(new Blob([contents], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0);
      const lanes = document.querySelector<HTMLCanvasElement>('[data-testid=timeline-canvas]')!;
      const seen = lanes.getContext('2d')!.getImageData(0, 0, lanes.width, lanes.height).data;
      const copied = context.getImageData(160, 56, lanes.width, lanes.height).data;
      const different = seen.filter((byte, at) => Math.abs(byte - copied[at]!) > 1).length;
      return { width: picture.width, lanesWidth: lanes.width, different, bytes: seen.length };
    });
    assert.equal(found.width, found.lanesWidth + 170);
    // Only arrows are drawn over the lanes.
    assert.ok(found.different / found.bytes < 0.05, `${found.different} of ${found.bytes}`);
  });

  it('are the events of what is in view, and a link to it', async () => {
    const page = await opened();

    await exported(page, 'export-link');
    await page.getByTestId('timeline-export').click();
    await page.getByTestId('export-events').click();

    const [link] = await askedFor(page, 'copyLink');
    await page.waitForFunction(() =>
      window.fakeHost.calls.some(({ method }) => method === 'saveTraceEvents'),
    );
    const [events] = await askedFor(page, 'saveTraceEvents');
    for (const { fromNs, toNs } of [link!, events!]) {
      assert.ok(Math.abs(fromNs - range.fromNs) < 1e6 && Math.abs(toNs - range.toNs) < 1e6);
    }
  });

  it('are a menu that arrow keys walk through and Escape leaves', async () => {
    const page = await opened();
    await page.getByTestId('timeline-export').focus();

    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-testid=export-svg]:focus').waitFor();
    await page.keyboard.press('End');
    await page.locator('[data-testid=export-link]:focus').waitFor();
    await page.keyboard.press('Escape');

    await page.locator('[data-testid=timeline-export]:focus').waitFor();
    assert.equal(await page.getByTestId('export-svg').isVisible(), false);
  });
});
