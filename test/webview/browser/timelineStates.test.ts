import assert from 'node:assert/strict';
import { screenshot, useTracePages } from './useTracePages';

describe('The timeline of a trace that is not there, or not yet', () => {
  const pages = useTracePages();

  it('shows first lanes while the trace is read, and says what comes later', async () => {
    const load = { kind: 'loading', doneBytes: 1, totalBytes: 3, events: 3 } as const;
    const page = await pages.open({ scenario: { load, savedState: { view: 'timeline' } } });
    await page.locator('[data-testid=timeline]:not([data-lanes="0"])').waitFor();
    await page.getByTestId('timeline-missing').getByText('once the trace is read').waitFor();
    await screenshot(page, 'timeline loading');
    assert.equal(await page.getByTestId('timeline').getAttribute('data-complete'), 'false');

    await page.evaluate(() => {
      window.fakeHost.setScenario({ load: { kind: 'complete' } });
      window.fakeHost.notify({ notice: 'load', load: { kind: 'complete' }, loadNumber: 1 });
    });

    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    await page.getByTestId('timeline-missing').waitFor({ state: 'hidden' });
  });

  it('says why there is nothing to show, and what to record', async () => {
    const page = await pages.open({ scenario: { events: 0, savedState: { view: 'timeline' } } });

    await page.getByTestId('timeline-empty').getByText('which threads run vCPUs').waitFor();
    await page.getByTestId('timeline-empty').getByText('What it can tell').waitFor();
    await screenshot(page, 'timeline empty');
  });
});
