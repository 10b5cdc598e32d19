import type { Page } from 'playwright-core';
import { useTracePages } from './useTracePages';

const place = { lane: 'vm0/vcpu1/state', timeNs: 750_000_000 };

describe('The keys of the timeline', () => {
  const pages = useTracePages();

  async function open(timeline: object = {}): Promise<Page> {
    const page = await pages.open({ scenario: { savedState: { view: 'timeline', timeline } } });
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    return page;
  }

  it('are the sheet’s while it is open, from its button too', async () => {
    const page = await open({ place });
    await page.getByTestId('timeline-help').click();
    await page.getByTestId('timeline-help-close').focus();

    await page.keyboard.press('Escape');

    await page.getByTestId('timeline-help-sheet').waitFor({ state: 'hidden' });
    await page.getByTestId('timeline-selection-title').waitFor();
  });
});
