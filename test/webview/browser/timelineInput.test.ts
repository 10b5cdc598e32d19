import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { useTracePages } from './useTracePages';

const place = { lane: 'vm0/vcpu1/state', timeNs: 750_000_000 };

describe('Keys and wheel of the timeline', () => {
  const pages = useTracePages();

  async function jump(page: Page, time: string): Promise<void> {
    await page.getByTestId('timeline-stage').focus();
    await page.keyboard.press('g');
    const field = page.getByTestId('timeline-jump').locator('input');
    await field.fill(time);
    await field.press('Enter');
  }

  async function open(timeline: object = {}): Promise<Page> {
    const page = await pages.open({ scenario: { savedState: { view: 'timeline', timeline } } });
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    return page;
  }

  it('zoom over the ruler as over the lanes', async () => {
    const page = await open();
    const { x, y } = (await page.getByTestId('timeline-ruler').boundingBox())!;
    const widthNs = (): number =>
      Number(document.querySelector<HTMLElement>('#view-timeline')!.dataset['columnNs']);
    const before = await page.evaluate(widthNs);

    await page.mouse.move(x + 200, y + 10);
    await page.mouse.wheel(0, -600);

    await page.waitForFunction(
      (wide) =>
        Number(document.querySelector<HTMLElement>('#view-timeline')!.dataset['columnNs']) <
        wide / 2,
      before,
    );
  });

  it('act again when Escape has left the search', async () => {
    const page = await open();
    await page.getByTestId('timeline-stage').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('HLT');

    await page.keyboard.press('Escape');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-testid=timeline-search]')?.value === '',
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');

    await page.getByTestId('timeline-help-sheet').waitFor();
  });

  it('take what is selected along to a time that is typed', async () => {
    const page = await open({ place });

    await jump(page, '61.5s');

    await page
      .getByTestId('timeline-status')
      .getByText('selected vCPU 1 of VM 0 at 61.500')
      .waitFor();
  });

  it('do not go where the trace has ended', async () => {
    const page = await open({ place });

    await jump(page, '1000s');

    await page.getByText('there is nothing').waitFor();
    await page
      .getByTestId('timeline-status')
      .getByText('selected vCPU 1 of VM 0 at 0.750')
      .waitFor();
  });

  it('stay in the search by Ctrl+F', async () => {
    const page = await open();
    await page.getByTestId('timeline-stage').focus();
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('HLT');

    assert.equal(await page.getByTestId('timeline-search').locator('input').inputValue(), 'HLT');
  });

  it('at the events table take the selection along to the lane of the event’s vCPU', async () => {
    const page = await open({ place });

    await page.getByTestId('events-row').nth(3).click();
    await page.keyboard.press('ArrowDown');

    await page
      .getByTestId('timeline-status')
      .getByText('selected vCPU 0 of VM 0 at 0.000')
      .waitFor();
  });

  it('are the sheet’s while it is open, from its button too', async () => {
    const page = await open({ place });
    await page.getByTestId('timeline-help').click();
    await page.getByTestId('timeline-help-close').focus();

    await page.keyboard.press('Escape');

    await page.getByTestId('timeline-help-sheet').waitFor({ state: 'hidden' });
    await page.getByTestId('timeline-selection-title').waitFor();
  });
});
