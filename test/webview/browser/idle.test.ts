import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { askedFor, untilFilterIs } from './pageQueries';
import { useTracePages } from './useTracePages';

describe('The idle periods of a trace', () => {
  const pages = useTracePages();

  it('are a tab beside the exits, which arrow keys reach', async () => {
    const page = await pages.open();

    await page.getByTestId('tab-exits').press('ArrowRight');

    await page.locator('[data-testid=tab-idle][aria-selected=true]:focus').waitFor();
    await page.locator('#view-idle').waitFor();
    assert.equal(await page.locator('#view-exits').isVisible(), false);
  });

  it('are what a page comes back to that was left there', async () => {
    const page = await pages.open({ scenario: { savedState: { view: 'idle' } } });

    await page.getByTestId('ledger').waitFor();
  });

  it('are shown of the vCPU that was picked outside the page', async () => {
    const page = await pages.open();

    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'idle', vm: 0, vcpu: 2, strategy: 'hlt-poll-miss' });
    });

    await page.getByTestId('periods-chosen').getByText('Only hlt-poll-miss').waitFor();
    assert.equal(await page.getByTestId('ledger-row').count(), 1);
  });

  it('ask nothing of the trace while nobody looks at them', async () => {
    const page = await pages.open();
    await page.getByTestId('exits-row').first().waitFor();

    assert.deepEqual(await askedFor(page, 'idleOverview'), []);
  });

  it('wait for the end of the load', async () => {
    const load = { kind: 'loading', doneBytes: 1, totalBytes: 2, events: 3 } as const;
    const page = await pages.open({ scenario: { load, savedState: { view: 'idle' } } });

    await page.getByTestId('idle-empty').getByText('once the whole trace is read').waitFor();
  });

  it('account for all time of every vCPU, the unknown too, and say why', async () => {
    const page = await idlePage();

    const heads = await page.locator('[data-testid=ledger] th').allTextContents();
    assert.equal(heads.at(-1), 'Unknown');
    const shares = await page
      .getByTestId('ledger-row')
      .first()
      .locator('td.number')
      .allTextContents();
    assert.equal(shares.length, 9);
    const sum = shares.reduce((total, text) => total + (Number.parseFloat(text) || 0.1), 0);
    assert.ok(Math.abs(sum - 100) < 0.5, shares.join(' '));
    await page.getByTestId('idle-ledger').getByText('events were lost in 2 stretches').waitFor();
  });

  it('show the events that a state is told by', async () => {
    const page = await idlePage();

    await page.getByTestId('ledger-row').nth(1).locator('[data-column=preempted] button').click();

    await untilFilterIs(page, 'event=sched_switch prev_state!=1,2,4,8,16,32,64,128 prev_pid=1302');
  });

  it('show how idle a vCPU was over the time, and the events of a time that is picked', async () => {
    const page = await idlePage();
    const row = page.getByTestId('over-time-row').nth(1);
    const box = (await row.locator('.idle-strip').boundingBox())!;

    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await row.locator('[data-column=least] button').click();

    const asked = (await askedFor(page, 'findEvent')).map(({ timeNs }) => timeNs);
    const sliceNs = 115_500_000_000 / 240;
    assert.ok(Math.abs(asked.at(-2)! - 120 * sliceNs) <= 2 * sliceNs, String(asked));
    // The first slice of the stretch in which it is busy.
    assert.equal(asked.at(-1), 6 * sliceNs);
  });

  it('list the periods that a strategy counts', async () => {
    const page = await idlePage();

    await page
      .getByTestId('strategies-row')
      .first()
      .locator('[data-column=periods] button')
      .click();

    await page.getByTestId('periods-chosen').getByText('Only VM 0 vCPU 0, hlt-poll-miss').waitFor();
    assert.deepEqual((await askedFor(page, 'idlePeriods')).at(-1), {
      selection: { vm: 0, vcpu: 0, strategy: 'hlt-poll-miss' },
      order: 'latency',
      start: 0,
      count: 50,
    });
  });

  it('list the periods that took longer than a percentile', async () => {
    const page = await idlePage();

    await page.getByTestId('idle-latencies').getByRole('button', { name: 'p99 991.0 µs' }).click();

    await page.getByTestId('periods-chosen').getByText('latency at least 991.0 µs').waitFor();
  });

  it('list the periods that one vCPU ended on another', async () => {
    const page = await idlePage();
    const row = page.getByTestId('wakers-row').filter({ hasText: 'IPI from VM 0 vCPU 1' });

    await row.getByRole('button', { name: '61,204' }).click();

    await page.getByTestId('periods-chosen').getByText('woken by IPI from vCPU 1').waitFor();
    const { selection } = (await askedFor(page, 'idlePeriods')).at(-1)!;
    assert.deepEqual(selection, { vm: 0, vcpu: 0, cause: 'ipi', sourceVcpu: 1 });
    await page.getByTestId('periods-all').click();
    await page.getByTestId('periods-chosen').getByText('Only').waitFor({ state: 'detached' });
  });

  it('lead from a part of a latency to its event', async () => {
    const page = await idlePage();

    await page
      .getByTestId('periods-row')
      .first()
      .locator('[data-column=waking-running] button')
      .click();

    await page.getByTestId('event-detail').locator('h2').waitFor();
    const asked = (await askedFor(page, 'eventDetail')).at(-1)!;
    assert.equal(asked.row, Math.round(1_004_000_000 / 2310));
  });

  it('show the steps of a wake with their events, and all events in between', async () => {
    const page = await idlePage();

    await page.getByTestId('chain-toggle').first().click();

    const steps = page.getByTestId('chain').locator('code');
    assert.deepEqual(await steps.allTextContents(), [
      'kvm_exit',
      'sched_waking',
      'sched_switch',
      'kvm_entry',
    ]);
    await page.getByRole('button', { name: 'All events in between' }).click();
    await untilFilterIs(page, 'time>=1000000000ns time<=1016421000ns');
  });

  it('list the periods of a bar of a histogram, or of its row in the table', async () => {
    const page = await idlePage();
    const chart = page.getByTestId('lengths-chart');
    await chart.scrollIntoViewIfNeeded();
    const box = (await chart.boundingBox())!;

    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.6);
    await page.getByTestId('periods-chosen').getByText('idle for').waitFor();

    await page.getByTestId('histograms-toggle').first().click();
    const count = page.getByTestId('idle-latencies').locator('td[data-column=count] button');
    await count.first().click();
    await page.getByTestId('periods-chosen').getByText('latency').waitFor();
  });

  it('can be restricted to a strategy, in charts and list', async () => {
    const page = await idlePage();

    await page.getByTestId('idle-strategy').click();
    await page.getByRole('option', { name: 'hlt-poll-hit' }).click();

    await page.getByText('No such idle periods.').waitFor();
    assert.equal((await askedFor(page, 'idleHistograms')).at(-1)!.strategy, 'hlt-poll-hit');
  });

  it('are restricted to the VM that is chosen for all views', async () => {
    const page = await idlePage();

    await page.getByTestId('exits-filter-vm').click();
    await page.getByRole('option', { name: 'VM 1' }).click();

    await page.getByTestId('ledger-row').nth(2).waitFor({ state: 'detached' });
    assert.equal(await page.getByTestId('ledger-row').count(), 2);
    assert.deepEqual((await askedFor(page, 'idlePeriods')).at(-1)!.selection, { vm: 1 });
  });

  for (const part of [
    'ledger',
    'strategies',
    'wakers',
    'lengths',
    'windows',
    'periods',
    'guests',
  ]) {
    it(`copy ${part} as Markdown`, async () => {
      const page = await idlePage();

      await page.getByTestId(`idle-${part}-copy`).click();

      await page.getByText('Copied as Markdown').waitFor();
      const { text } = (await askedFor(page, 'copyText')).at(-1)!;
      assert.match(text, /^\*\*.+\*\*\n\n\| .+ \|\n\| -/);
    });
  }

  it('say what an estimate of a guest that waits inside rests on', async () => {
    const page = await idlePage();

    const guests = page.getByTestId('idle-guests');
    await guests
      .getByText('90.0 % (89.6 % to 90.4 %, 25,920 of 28,800 ticks at 0xffffffff81a00a32)')
      .waitFor();
    await guests.getByText('keep step with the guest').waitFor();
  });

  async function idlePage(): Promise<Page> {
    const page = await pages.open({ heightCssPx: 1400 });
    await page.getByTestId('tab-idle').click();
    await page.getByTestId('periods-row').first().waitFor();
    return page;
  }
});
