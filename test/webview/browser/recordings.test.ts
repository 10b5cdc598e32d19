import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { askedFor } from './pageQueries';
import { screenshot, useTracePages } from './useTracePages';

const guest = '/home/kvm/traces/2026-11-20/webserver-guest.trace.dat';
const gone = { path: '/home/kvm/traces/2026-11-20/gone.trace.dat', isGuest: true };

describe('The recordings of a session', () => {
  const pages = useTracePages();

  async function opened(session: 'host' | 'pair'): Promise<Page> {
    const page = await pages.open({ scenario: { session } });
    await page.getByTestId('recordings-toggle').click();
    await page.getByTestId('recordings').waitFor();
    return page;
  }

  it('offers the recording that was made together with this one', async () => {
    const page = await opened('host');
    await page.getByText('webserver-guest.trace.dat was made together').waitFor();
    await screenshot(page, 'recordings nearby');

    await page.getByTestId('recording-nearby').click();

    assert.deepEqual(await askedFor(page, 'reload'), [{ companions: [{ path: guest }] }]);
  });

  it('adds any other that the user picks', async () => {
    const page = await opened('host');

    await page.getByTestId('recording-pick').click();

    await page.waitForFunction(() =>
      window.fakeHost.calls.some(({ method }) => method === 'reload'),
    );
    assert.deepEqual(await askedFor(page, 'reload'), [
      { companions: [{ path: '/home/kvm/traces/2026-11-20/other.perf.data' }] },
    ]);
  });

  it('tells how the clocks fit, and which recording could not be read', async () => {
    const page = await opened('pair');
    const recordings = page.getByTestId('recording');
    const text = await recordings.nth(1).textContent();

    assert.match(text!, /Recorded in VM 0 of webserver-idle\.trace\.dat\./);
    assert.match(text!, /4 recorded offsets, which differ by up to 219\.1 µs, and by −20\.00 µs/);
    const cells = await recordings
      .nth(1)
      .locator('tbody tr')
      .nth(1)
      .locator('td')
      .allTextContents();
    assert.deepEqual(cells.slice(0, 4), ['1', '1304', '38,915', '12,997 (33.4 %)']);
    assert.equal(cells[6], '−106.5 µs, leaves 360');
    assert.match((await recordings.nth(2).textContent())!, /could not be read/);
    await screenshot(page, 'recordings pair');
  });

  it('moves a clock by what the guest’s events suggest, on top of what the user said', async () => {
    const page = await opened('pair');

    await page.getByRole('button', { name: 'Move by −106.5 µs' }).click();

    assert.deepEqual(await askedFor(page, 'reload'), [
      { companions: [{ path: guest, shift: { by: '-126496', unit: 'ns' } }, gone] },
    ]);
  });

  it('takes a shift and a role from the user, and a mistake for one', async () => {
    const page = await opened('pair');
    const card = page.getByTestId('recording').nth(2);
    const field = card.getByTestId('recording-shift').locator('input');

    await field.fill('soon');
    await card.getByTestId('recording-apply').click();
    await card.getByText('Give a shift such as').waitFor();
    await field.fill('1446319219798');
    await card.getByTestId('recording-guest').click();
    await card.getByTestId('recording-apply').click();

    assert.deepEqual(await askedFor(page, 'reload'), [
      {
        companions: [
          { path: guest, shift: { by: '-20000', unit: 'ns' } },
          { path: gone.path, shift: { by: '1446319219798', unit: 'clock' } },
        ],
      },
    ]);
  });

  it('lets a recording go', async () => {
    const page = await opened('pair');

    await page.getByTestId('recording').nth(2).getByTestId('recording-remove').click();

    assert.deepEqual(await askedFor(page, 'reload'), [
      { companions: [{ path: guest, shift: { by: '-20000', unit: 'ns' } }] },
    ]);
  });

  it('names each event’s recording where there are several', async () => {
    const page = await opened('pair');
    const header = page.getByTestId('events-table').locator('.events-header');
    await header.getByText('Recording', { exact: true }).waitFor();
    const first = page.getByTestId('events-row').first();
    assert.equal(await first.locator('.source').textContent(), 'webserver-idle');

    const alone = await opened('host');
    const column = alone.getByTestId('events-table').locator('.events-header .source');
    assert.equal(await column.isVisible(), false);
  });

  it('keeps what the user types while the trace loads', async () => {
    const page = await opened('pair');
    const field = page.getByTestId('recording').nth(1).getByTestId('recording-shift');
    await field.locator('input').fill('-5us');

    await page.evaluate(() => {
      window.fakeHost.setScenario({ events: 60_000_000 });
      window.fakeHost.notify({ notice: 'load', load: { kind: 'complete' }, loadNumber: 1 });
    });
    await page.getByText('60,000,000 events', { exact: true }).waitFor();

    assert.equal(await field.locator('input').inputValue(), '-5us');
  });
});
