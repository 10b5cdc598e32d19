import assert from 'node:assert/strict';
import type { LoadState } from '../../../src/protocol/loading';
import { initialViewState } from '../../../webview/state/viewState';
import { askedFor, exitsColumn, typeFilter, untilFilterIs } from './pageQueries';
import { screenshot, useTracePages } from './useTracePages';

const loading: LoadState = {
  kind: 'loading',
  doneBytes: 612_000_000,
  totalBytes: 1_893_204_992,
  events: 12_400_112,
};

describe('The states of a load', () => {
  const pages = useTracePages();

  it('shows progress and what is read so far, and can be cancelled', async () => {
    const page = await pages.open({ scenario: { events: 12_400_112, load: loading } });

    await page.getByText('Reading: 32 % of 1.9 GB, 12,400,112 events so far').waitFor();
    await page.getByText('12,400,112 events', { exact: true }).waitFor();
    assert.equal(await page.getByRole('progressbar').getAttribute('aria-valuenow'), '32');
    await screenshot(page, 'loading');

    await page.getByTestId('cancel-load').click();
    assert.equal((await askedFor(page, 'cancelLoad')).length, 1);
  });

  it('grows with the trace until it is complete', async () => {
    const page = await pages.open({ scenario: { events: 1_000, load: loading } });
    await page.getByText('1,000 events', { exact: true }).waitFor();

    await page.evaluate(() => {
      const complete = { kind: 'complete' } as const;
      window.fakeHost.setScenario({ events: 50_000_000, load: complete });
      window.fakeHost.notify({ notice: 'load', load: complete, loadNumber: 1 });
    });

    await page.getByText('50,000,000 events', { exact: true }).waitFor();
    assert.equal(await page.getByTestId('load-banner').isVisible(), false);
    assert.equal(await page.locator('body').getAttribute('data-state'), 'complete');
  });

  it('tells what a cancelled load has read, and loads again', async () => {
    const load: LoadState = { kind: 'cancelled', events: 12_400_112 };
    const page = await pages.open({ scenario: { events: 12_400_112, load } });

    await page
      .locator('.load-text')
      .getByText('Loading was cancelled after 12,400,112 events. What was read is shown.')
      .waitFor();
    await screenshot(page, 'cancelled');
    await page.getByTestId('load-again').click();

    assert.deepEqual(await askedFor(page, 'reload'), [{}]);
  });

  it('offers a part of a trace that does not fit', async () => {
    const message = 'trace.dat holds about 1,200,000,000 events; 160,000,000 fit into 8.0 GB.';
    const load: LoadState = { kind: 'too-large', message, estimatedEvents: 1_200_000_000 };
    const page = await pages.open({ scenario: { load } });
    await page.getByText(message).waitFor();

    await page.getByTestId('part-from').locator('input').fill('soon');
    await page.getByTestId('part-open').click();
    await page.getByTestId('part-mistake').getByText('for example 1.5s').waitFor();
    await screenshot(page, 'too large');

    await page.getByTestId('part-from').locator('input').fill('1.5s');
    await page.getByTestId('part-hostCpus').locator('input').fill('0-1');
    await page.keyboard.press('Enter');
    assert.deepEqual(await askedFor(page, 'reload'), [
      { part: { fromNs: 1_500_000_000, hostCpus: [0, 1] } },
    ]);
  });

  it('shows nothing but the reason when a trace cannot be read', async () => {
    const message = 'options section at byte 0x1f3a: needs 4096 bytes, 12 left. Record again.';
    const page = await pages.open({ scenario: { load: { kind: 'failed', message } } });

    await page.getByRole('alert').getByText(message).waitFor();
    await screenshot(page, 'failed');

    for (const id of ['facts', 'exits-table', 'events-table', 'load-banner', 'part-open']) {
      assert.equal(await page.getByTestId(id).isVisible(), false, id);
    }
  });

  it('forgets rows and positions when another load begins', async () => {
    const page = await pages.open();
    await page.getByTestId('events-table').focus();
    await page.keyboard.press('End');
    await page.locator('.events-row[aria-selected=true]').waitFor();

    await page.evaluate((load) => {
      window.fakeHost.setScenario({ events: 500, load });
      window.fakeHost.notify({ notice: 'load', load, loadNumber: 2 });
    }, loading);
    await page.getByText('500 events', { exact: true }).waitFor();

    assert.equal(await page.locator('.events-row.cursor').count(), 0);
    assert.equal(await page.locator('.events-row[data-position="0"]').count(), 1);
  });

  it('says that times are cycles, and converts them by the frequency that is given', async () => {
    const page = await pages.open({ scenario: { clock: 'cycles' } });
    await page.getByTestId('exits-row').first().waitFor();

    assert.match((await page.getByTestId('facts').textContent())!, /x86-tsc, in cycles/);
    assert.equal((await exitsColumn(page, 'total'))[0], '45.80 Gcyc');
    assert.equal((await exitsColumn(page, 'rate'))[0], '–');
    await screenshot(page, 'cycles');

    await page.getByTestId('tsc-khz').locator('input').fill('2 GHz');
    await page.getByTestId('tsc-apply').click();
    await page.getByText('Give the frequency in kHz').waitFor();
    await page.getByTestId('tsc-khz').locator('input').fill('2,899,998');
    await page.keyboard.press('Enter');
    assert.deepEqual(await askedFor(page, 'reload'), [{ tscKhz: 2_899_998 }]);
  });

  it('saves what the user sees, and shows it again when the tab is shown again', async () => {
    const first = await pages.open();
    await typeFilter(first, 'kvm_exit');
    await first.getByText('6,250,000 of').waitFor();
    await first.locator('th[data-column=max]').getByRole('button').click();
    await first.getByTestId('events-table').focus();
    await first.keyboard.press('End');
    await first.keyboard.press('Enter');
    await first.waitForFunction(
      () => (window.fakeHost.savedState as { isDetailOpen?: boolean } | undefined)?.isDetailOpen,
    );
    const savedState = await first.evaluate(() => window.fakeHost.savedState);

    const second = await pages.open({ scenario: { savedState } });
    await second.locator('.events-row[aria-selected=true][data-position="6249999"]').waitFor();
    await second.getByTestId('event-detail').getByRole('heading', { name: 'kvm_exit' }).waitFor();

    await untilFilterIs(second, 'kvm_exit');
    assert.equal(
      await second.locator('th[data-column=max]').getAttribute('aria-sort'),
      'descending',
    );
  });

  it('shows the VM and vCPU again that were chosen', async () => {
    const page = await pages.open({
      scenario: { savedState: { ...initialViewState, vm: 0, vcpu: 2 } },
    });
    await page.getByTestId('exits-row').first().waitFor();

    assert.match((await page.getByTestId('exits-filter-vm').textContent())!, /VM 0/);
    assert.equal(
      await page
        .getByTestId('exits-filter-vcpu')
        .evaluate((node) => (node as HTMLSelectElement).value),
      '2',
    );
    assert.deepEqual([...new Set(await exitsColumn(page, 'vcpu'))], ['2']);
  });
});
