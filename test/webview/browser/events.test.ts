import assert from 'node:assert/strict';
import {
  askedFor,
  shownPositions,
  typeFilter,
  untilCursorIsAt,
  untilFilterIs,
} from './pageQueries';
import { ROW_WITH_CALLCHAIN } from '../canned/cannedEvents';
import { useTracePages } from './useTracePages';

const last = 49_999_999;

describe('The events of a trace', () => {
  const pages = useTracePages();

  it('shows an event in its columns, with times to the nanosecond', async () => {
    const page = await pages.open();

    const row = page.getByTestId('events-row').nth(2);
    await row.getByText('irq_handler_entry').waitFor();

    const texts = await row.locator('.cell:visible').allTextContents();
    assert.deepEqual(
      texts.map((text) => text.replaceAll('\u202f', ' ')),
      [
        '0.000 006 465',
        '2.233 µs',
        '0',
        'swapper/3-0',
        '',
        'irq_handler_entry',
        'irq 142 vfio-msix[2](0000:65:00.1)',
      ],
    );
    assert.equal(await page.getByTestId('events-count').textContent(), '50,000,000 events');
  });

  it('goes to the very last of 50 million events by a key, and back', async () => {
    const page = await pages.open();
    await page.getByTestId('events-table').focus();

    await page.keyboard.press('End');
    await page
      .locator(`.events-row.cursor[aria-rowindex="${last + 2}"]:not([aria-busy])`)
      .waitFor();
    assert.equal((await shownPositions(page)).at(-1), last);

    await page.keyboard.press('Home');
    await page.locator('.events-row.cursor[aria-rowindex="2"]').waitFor();
    assert.equal((await shownPositions(page))[0], 0);
  });

  it('shows the event that was picked elsewhere, whatever the filter', async () => {
    const page = await pages.open();
    await typeFilter(page, 'kvm_exit');
    await page.getByText('6,250,000 of 50,000,000 events').waitFor();

    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'reveal', row: 31_000_001 });
    });

    await untilFilterIs(page, '');
    await untilCursorIsAt(page, 31_000_001);
    await page.getByTestId('event-detail').locator('h2').waitFor();
  });

  it('lists the call chain of an event that has one', async () => {
    const page = await pages.open();
    await page.evaluate((row) => {
      window.fakeHost.notify({ notice: 'reveal', row });
    }, ROW_WITH_CALLCHAIN);
    const chain = page.getByTestId('callchain');
    await chain.waitFor();
    assert.match((await chain.textContent()) ?? '', /^kernel 0x\S+\nkernel 0x\S+\nuser 0x\S+$/);

    await page.evaluate((row) => {
      window.fakeHost.notify({ notice: 'reveal', row });
    }, ROW_WITH_CALLCHAIN + 1);
    await chain.waitFor({ state: 'detached' });
  });

  it('shows the event that was picked elsewhere once the trace is loaded', async () => {
    const loading = { kind: 'loading', doneBytes: 1, totalBytes: 2, events: 10 } as const;
    const page = await pages.open({ scenario: { load: loading } });
    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'reveal', row: 5 });
    });
    await page.getByTestId('events-row').first().waitFor();
    assert.equal(await page.locator('.events-row.cursor').count(), 0);

    await page.evaluate(() => {
      const load = { kind: 'complete' } as const;
      window.fakeHost.setScenario({ load });
      window.fakeHost.notify({ notice: 'load', load, loadNumber: 1 });
    });

    await untilCursorIsAt(page, 5);
  });

  it('goes to the very last event by the scroll bar', async () => {
    const page = await pages.open();
    const table = page.getByTestId('events-table');

    await table.evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight;
    });
    const lastRow = page.locator(`.events-row[data-position="${last}"]:not([aria-busy])`);
    await lastRow.waitFor();

    const [tableBox, rowBox] = [await table.boundingBox(), await lastRow.boundingBox()];
    assert.ok(rowBox!.y + rowBox!.height <= tableBox!.y + tableBox!.height + 1);
  });

  it('goes through the middle row by row with the wheel, however many rows a pixel stands for', async () => {
    const page = await pages.open();
    const table = page.getByTestId('events-table');
    await table.evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight / 2;
    });
    await page.waitForFunction(() => {
      const first = document.querySelector<HTMLElement>('.events-row');
      return Number(first?.dataset['position']) > 20_000_000 && !first?.hasAttribute('aria-busy');
    });
    const before = (await shownPositions(page))[0]!;

    await table.hover();
    await page.mouse.wheel(0, 44);
    await page.waitForFunction(
      (position) => document.querySelector(`.events-row[data-position="${position}"]`) === null,
      before,
    );

    assert.equal((await shownPositions(page))[0], before + 2);
  });

  it('moves the cursor by rows and pages', async () => {
    const page = await pages.open();
    const cursor = page.locator('.events-row.cursor');
    await page.getByTestId('events-row').first().click();

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await untilCursorIsAt(page, 1);

    await page.keyboard.press('PageDown');
    const pageRows = Math.floor((await shownPositions(page)).length) - 2;
    await untilCursorIsAt(page, 1 + pageRows);
    await page.keyboard.press('PageUp');
    await untilCursorIsAt(page, 1);

    const active = await page.getByTestId('events-table').getAttribute('aria-activedescendant');
    assert.equal(await cursor.getAttribute('id'), active);
  });

  it('asks for pages of rows, not for rows, and never for all', async () => {
    const page = await pages.open();
    await page.getByTestId('events-table').focus();
    for (let press = 0; press < 30; press++) await page.keyboard.press('PageDown');
    await page.locator('.events-row.cursor:not([aria-busy])').waitFor();

    const asked = await askedFor(page, 'eventPage');
    assert.ok(asked.length <= 8, `${asked.length} requests`);
    assert.ok(asked.every(({ count }) => count <= 201));
  });

  it('filters while the user types, and counts what matches', async () => {
    const page = await pages.open();

    await page.keyboard.press('/');
    await page.keyboard.type('kvm_exit');
    await page.getByText('6,250,000 of 50,000,000 events').waitFor();

    assert.deepEqual(
      [...new Set(await page.locator('.events-row .event').allTextContents())],
      ['kvm_exit'],
    );
    const filters = (await askedFor(page, 'eventPage')).map(({ filter }) => filter);
    assert.deepEqual([...new Set(filters)], ['', 'kvm_exit']);
  });

  it('shows the mistake of a filter beside it and keeps the rows', async () => {
    const page = await pages.open();

    await typeFilter(page, 'reason=');
    const alert = page.getByTestId('events-filter-error');
    await alert.getByText('A value is missing').waitFor();

    assert.equal(await alert.getAttribute('role'), 'alert');
    assert.equal(await page.getByTestId('events-filter').getAttribute('aria-invalid'), 'true');
    assert.ok((await page.getByTestId('events-row').count()) > 10);

    await typeFilter(page, 'reason=HLT');
    await alert.waitFor({ state: 'hidden' });
  });

  it('says why the table is empty and offers the way out', async () => {
    const page = await pages.open();

    await typeFilter(page, 'nothing');
    await page.getByText('No event matches: nothing').waitFor();
    await page.getByTestId('events-empty-clear').click();

    await page.getByText('50,000,000 events').first().waitFor();
    await untilFilterIs(page, '');
  });

  it('keeps the selected event in view when the filter around it is taken away', async () => {
    const page = await pages.open();
    await typeFilter(page, 'kvm_exit');
    await page.getByText('6,250,000 of').waitFor();
    await page.getByTestId('events-table').focus();
    await page.keyboard.press('End');
    await page.locator('.events-row[aria-selected=true]').waitFor();

    await page.getByTestId('events-filter-clear').click();

    // The row of before stays until those without the filter are there.
    const selected = '.events-row[aria-selected=true][data-position="49999992"]';
    await page.locator(selected).waitFor();
  });

  it('explains the filter and takes an example over', async () => {
    const page = await pages.open();

    await page.getByTestId('filter-help-toggle').click();
    await page.getByTestId('filter-help').getByText('class=mem,mmio').click();

    await untilFilterIs(page, 'class=mem,mmio');
    assert.equal(await page.getByTestId('filter-help').isVisible(), false);
  });

  it('filters by an event name that is clicked', async () => {
    const page = await pages.open();

    await page.getByTestId('event-counts-toggle').click();
    await page.getByTestId('event-counts').getByText('kvm_page_fault').click();

    await untilFilterIs(page, 'event=kvm_page_fault');
  });
});
