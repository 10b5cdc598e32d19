import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { askedFor, untilFilterIs } from './pageQueries';
import { useTracePages } from './useTracePages';

const ofPage =
  'event=kvm_page_fault fault_address>=0x2000000 fault_address<0x2001000 vm=0' as const;

describe('The pages of a trace', () => {
  const pages = useTracePages();

  it('are a tab beside exits and idle periods', async () => {
    const page = await pages.open();

    await page.getByTestId('tab-exits').press('ArrowRight');
    await page.keyboard.press('ArrowRight');

    await page.locator('[data-testid=tab-pages][aria-selected=true]:focus').waitFor();
    await page.locator('#view-pages').waitFor();
  });

  it('ask nothing of the trace while nobody looks at them', async () => {
    const page = await pages.open();
    await page.getByTestId('exits-row').first().waitFor();

    assert.deepEqual(await askedFor(page, 'pageOverview'), []);
    assert.deepEqual(await askedFor(page, 'pageFaults'), []);
  });

  it('wait for the end of the load', async () => {
    const load = { kind: 'loading', doneBytes: 1, totalBytes: 2, events: 3 } as const;
    const page = await pages.open({ scenario: { load, savedState: { view: 'pages' } } });

    await page.getByTestId('pages-empty').getByText('once the whole trace is read').waitFor();
  });

  it('tell all causes with what they mean, and what is not in the numbers', async () => {
    const page = await openPages();

    const sharing = page.locator('[data-testid=page-cause][data-cause=sharing]');
    assert.match((await sharing.getAttribute('title'))!, /protected again and again/);
    const causes = page.getByTestId('page-causes');
    await causes.getByText('242 pages of 41,204 are listed').waitFor();
    await causes.getByText('1,204 faults are in these numbers').waitFor();
    await causes.getByText('kvm_mmu_set_spte (repairs').waitFor();
    await causes.getByText('No fault was told to be by: dirty-log').waitFor();
  });

  it('list the faults of a cause', async () => {
    const page = await openPages();

    await page.getByTestId('page-causes').getByRole('button', { name: '9,311' }).click();

    await page.getByTestId('faults-chosen').getByText('Only notifier-zap').waitFor();
    assert.deepEqual((await askedFor(page, 'pageFaults')).at(-1), {
      selection: { cause: 'notifier-zap' },
      order: 'time',
      start: 0,
      count: 50,
    });
  });

  it('say that no fault is of a cause', async () => {
    const page = await openPages();

    await page.locator('[data-cause=async-pf] button').click();

    await page.getByText('No such faults.').waitFor();
  });

  it('come contested first, in regions that close and open', async () => {
    const page = await openPages();
    const first = page.getByTestId('pages-group').first();
    assert.match((await first.textContent())!, /2 contested pages, 2,881 faults, 3\.611 s/);

    await first.press('Enter');
    assert.equal(await first.getAttribute('aria-expanded'), 'false');
    assert.equal(await page.locator('[data-page="0/33554432"]').count(), 0);
    await page.locator('[data-testid=pages-group]:focus').press('Enter');

    await page.locator('[data-page="0/33554432"]').waitFor();
  });

  it('are sorted by a column, contested ones still first', async () => {
    const page = await openPages();
    assert.deepEqual((await columnOf(page, 'page')).slice(0, 2), ['0x2000000', '0x2005000']);

    await page.locator('th.page button').click();
    await page.locator('th.page[aria-sort=ascending]').waitFor();
    await page.locator('th.page button').click();
    await page.locator('th.page[aria-sort=descending]').waitFor();

    assert.deepEqual((await columnOf(page, 'page')).slice(0, 2), ['0x2005000', '0x2000000']);
  });

  it('are one list where regions are not wanted, as also the next time', async () => {
    const page = await openPages();

    await page.getByTestId('pages-grouped').click();

    await page.getByTestId('pages-group').first().waitFor({ state: 'detached' });
    assert.equal(await page.getByTestId('pages-row').count(), 100);
    await page.waitForFunction(() =>
      JSON.stringify(window.fakeHost.savedState).includes('pagesUngrouped'),
    );
  });

  it('are all shown when wanted', async () => {
    const page = await openPages();

    await page.getByTestId('pages-more').click();

    await page.getByTestId('pages-row').nth(241).waitFor();
  });

  it('show the fault events of a page', async () => {
    const page = await openPages();

    await firstRow(page).locator('[data-column=faults] button').click();

    await untilFilterIs(page, ofPage);
  });

  it('say how many faults were forgotten', async () => {
    const page = await openPages();

    const cell = page.getByTestId('pages-row').nth(1).locator('[data-column=faults]');

    assert.equal(await cell.textContent(), '720 or more');
    assert.match((await cell.getAttribute('title'))!, /^Up to 40 faults before/);
  });

  it('list what one vCPU wrote', async () => {
    const page = await openPages();

    await firstRow(page).getByRole('button', { name: 'vCPU 2: lines 3, 17' }).click();

    await page.getByTestId('faults-chosen').getByText('VM 0 vCPU 2, page 0x2000000').waitFor();
    const { selection } = (await askedFor(page, 'pageFaults')).at(-1)!;
    assert.deepEqual(selection, { vm: 0, gpa: 0x2000000, vcpu: 2 });
  });

  it('list the most expensive faults of a page', async () => {
    const page = await openPages();

    await page.getByTestId('pages-row').nth(1).locator('[data-column=cost] button').click();

    await page.getByTestId('page-shown').getByText('page 0x2005000').waitFor();
    await page.getByTestId('faults-chosen').getByText('page 0x2005000').waitFor();
    const { selection, order } = (await askedFor(page, 'pageFaults')).at(-1)!;
    assert.deepEqual([selection, order], [{ vm: 0, gpa: 0x2005000 }, 'cost']);
  });

  it('lead from wakeups to the idle periods that ended so', async () => {
    const page = await openPages();

    await firstRow(page).locator('[data-column=wakeups] button').click();

    await page.locator('#view-idle').waitFor();
    await page.getByTestId('periods-chosen').getByText('woken by Memory write').waitFor();
    const { selection } = (await askedFor(page, 'idlePeriods')).at(-1)!;
    assert.deepEqual(selection, { vm: 0, vcpu: 0, cause: 'memory-write' });
  });

  it('lead to the thread that protects a page', async () => {
    const page = await openPages();

    await firstRow(page).locator('[data-column=protector] button').click();

    await untilFilterIs(page, 'tid=1303 time>=0ns time<111000000001ns');
  });

  it('show the faults under a place of a strip', async () => {
    const page = await openPages();
    await firstRow(page)
      .locator('.heat-strip')
      .click({ position: { x: 60, y: 5 } });

    await page.getByTestId('faults-chosen').getByText('page 0x2000000, 5').waitFor();
    const { selection } = (await askedFor(page, 'pageFaults')).at(-1)!;
    const [fromNs, belowNs] = selection.timeNs!;
    // The strip may lie between pixels.
    assert.ok(Math.abs(fromNs - 57_750_000_000) <= 962_500_000, fromNs.toString());
    assert.equal(belowNs - fromNs, 962_500_000);
    await untilFilterIs(page, `${ofPage} time>=${fromNs}ns time<${belowNs}ns`);
  });

  it('tell of the first page without a click, by what it is judged', async () => {
    const page = await openPages();

    const detail = page.getByTestId('page-detail');
    await detail.getByText('False sharing (strong): vCPU 2 writes line 3').waitFor();
    await detail.getByText('1,800 woke nobody while somebody waited').waitFor();
    await detail.getByText('protecting it forced 2,161 exits of other vCPUs').waitFor();
    await page.locator('tr.shown[data-page="0/33554432"][aria-current=true]').waitFor();
  });

  it('come back to the page that was shown, and to its faults', async () => {
    const state = { vm: 0, gpa: 0x2005000 };
    const savedState = { view: 'pages', page: state, faults: { ...state, line: 12 } };
    const page = await pages.open({ scenario: { savedState } });

    await page.getByTestId('page-shown').getByText('page 0x2005000').waitFor();
    await page.getByTestId('faults-chosen').getByText('page 0x2005000, line 12').waitFor();
  });

  it('say of a page that nothing is kept of it', async () => {
    const savedState = { view: 'pages', page: { vm: 0, gpa: 0x7000 } };
    const page = await pages.open({ scenario: { savedState } });

    await page.getByText('No fault of this page is kept.').waitFor();
  });

  it('show lines by their writers, the monitored one, and whom it wakes', async () => {
    const page = await openPages();
    const cells = page.getByTestId('line-cell');

    const marksOf = (line: number): Promise<string | null> =>
      cells.nth(line).locator('.line-marks').textContent();
    assert.equal(await cells.count(), 64);
    assert.equal(await marksOf(0), '01→0');
    assert.match((await cells.first().getAttribute('class'))!, /monitored/);
    assert.equal(await marksOf(17), '2');
  });

  it('tell the numbers of a line to keys and to the pointer', async () => {
    const page = await openPages();
    await page.getByTestId('line-cell').nth(3).focus();

    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.locator('.line-told').getByText('Line 18 (0x480 to 0x4bf): no faults').waitFor();
    await page.getByTestId('line-cell').nth(17).hover();

    await page.locator('.line-told').getByText('vCPU 2: 360 stores').waitFor();
  });

  it('list the faults of a line', async () => {
    const page = await openPages();
    await page.getByTestId('line-cell').nth(3).focus();

    await page.keyboard.press('Enter');

    await page.getByTestId('faults-chosen').getByText('page 0x2000000, line 3').waitFor();
    await page.getByRole('button', { name: 'Their events' }).click();
    await untilFilterIs(
      page,
      'event=kvm_page_fault fault_address>=0x20000c0 fault_address<0x2000100 vm=0',
    );
  });

  it('show the faults of an instruction', async () => {
    const page = await openPages();

    await page.getByTestId('rips-row').first().locator('[data-column=stores] button').click();

    await untilFilterIs(page, `${ofPage} guest_rip=0xffffffff81a40c12`);
  });

  it('list the wakeups that stores caused', async () => {
    const page = await openPages();

    const rows = page.getByTestId('page-wakes-row');

    assert.equal(await rows.count(), 200);
    assert.equal(await rows.nth(49).locator('[data-column=slept]').textContent(), '–');
    await page.getByTestId('page-detail').getByText('First 200 of 361 wakeups').waitFor();
  });

  it('lead from a fault to its event', async () => {
    const page = await openPages();

    await page.getByTestId('faults-row').first().locator('[data-column=time] button').click();

    await page.getByTestId('event-detail').locator('h2').waitFor();
    const asked = (await askedFor(page, 'eventDetail')).at(-1)!;
    assert.equal(asked.row, Math.round(4_100_000_000 / 2310));
  });

  it('show of a fault what is not recorded as such', async () => {
    const page = await openPages();
    const cell = (row: number, column: string): Promise<string | null> =>
      page.getByTestId('faults-row').nth(row).locator(`[data-column=${column}]`).textContent();

    assert.deepEqual(
      [
        await cell(7, 'address'),
        await cell(7, 'line'),
        await cell(7, 'rip'),
        await cell(9, 'cost'),
      ],
      ['–', '–', '–', '–'],
    );
    assert.equal(await cell(6, 'access'), 'write to r-x, table walk');
    assert.equal(await cell(11, 'access'), 'not told to r-x');
    assert.equal(await cell(8, 'access'), 'write to no mapping');
    assert.equal(await cell(10, 'access'), 'write to r-x, again');
  });

  it('fetch more faults when wanted', async () => {
    const page = await openPages();

    await page.getByTestId('faults-more').click();

    await page.getByTestId('faults-row').nth(99).waitFor();
    await page.getByTestId('faults-all').click();
    await page.getByTestId('faults-chosen').getByText('Only').waitFor({ state: 'detached' });
  });

  it('are drawn over time, and a cell shows its faults', async () => {
    const page = await openPages();
    const map = page.getByTestId('heat-map');
    await map.scrollIntoViewIfNeeded();
    const box = (await map.locator('canvas').boundingBox())!;

    await page.mouse.click(box.x + 119, box.y + 5);

    await untilFilterIs(page, `${ofPage} time>=0ns time<962500000ns`);
  });

  it('are drawn at the pixels of the screen', async () => {
    const page = await openPages();

    const isSharp = await page.locator('.heat-map canvas').evaluate((canvas) => {
      const { width, clientWidth } = canvas as HTMLCanvasElement;
      return Math.abs(width - clientWidth * devicePixelRatio) <= 1;
    });

    assert.ok(isSharp);
  });

  it('are reached cell by cell with the keyboard', async () => {
    const page = await openPages();
    await page.getByTestId('heat-map').focus();

    for (const key of ['ArrowDown', 'ArrowDown', 'End']) await page.keyboard.press(key);
    await page.locator('.heat-told').getByText('VM 0, 0x2005000, 114.5 s').waitFor();
    await page.keyboard.press('Enter');

    await page.getByTestId('page-shown').getByText('page 0x2005000').waitFor();
  });

  it('are numbers in a table where a picture is not wanted', async () => {
    const page = await openPages();

    await page.getByTestId('map-toggle').click();
    const first = page.getByTestId('map-row').first();
    assert.equal(await first.locator('td').count(), 13);
    await first.locator('[data-column=slice-1] button').click();

    await untilFilterIs(page, `${ofPage} time>=9625000000ns time<19250000000ns`);
  });

  it('are restricted to the VM that is chosen for all views', async () => {
    const page = await openPages();

    await page.getByTestId('exits-filter-vm').click();
    await page.getByRole('option', { name: 'VM 1' }).click();

    await page.locator('[data-page^="0/"]').first().waitFor({ state: 'detached' });
    assert.equal((await askedFor(page, 'pageFaults')).at(-1)!.selection.vm, 1);
  });

  for (const part of ['page-causes', 'page-table', 'page-detail', 'page-map', 'page-faults']) {
    it(`copy ${part} as Markdown`, async () => {
      const page = await openPages();

      await page.getByTestId(`${part}-copy`).click();

      await page.getByText('Copied as Markdown').waitFor();
      const { text } = (await askedFor(page, 'copyText')).at(-1)!;
      assert.match(text, /^\*\*.+\*\*\n\n/);
      assert.match(text, /\n\| .+ \|\n\| -/);
    });
  }

  function firstRow(page: Page): ReturnType<Page['getByTestId']> {
    return page.getByTestId('pages-row').first();
  }

  function columnOf(page: Page, column: string): Promise<readonly string[]> {
    return page.locator(`[data-testid=pages-row] > [data-column=${column}]`).allTextContents();
  }

  async function openPages(): Promise<Page> {
    const page = await pages.open({ heightCssPx: 1600 });
    await page.getByTestId('tab-pages').click();
    await page.getByTestId('faults-row').first().waitFor();
    await page.locator('canvas[aria-label^="Faults of the page"]').waitFor();
    return page;
  }
});
