import assert from 'node:assert/strict';
import { askedFor, exitsColumn, untilFilterIs } from './pageQueries';
import { useTracePages } from './useTracePages';

describe('The exits of a trace', () => {
  const pages = useTracePages();

  it('shows numbers with units and separators, most time first', async () => {
    const page = await pages.open();

    const first = page.getByTestId('exits-row').first();
    await first.waitFor();

    assert.deepEqual(await first.locator('td').allTextContents(), [
      '0',
      '0',
      'HLT (12)',
      'idle',
      '1,562,500',
      '13,528',
      '45.80 s',
      '91.9 %',
      '6.156 µs',
      '29.31 µs',
      '24.33 µs',
      '55.69 µs',
      '216.9 µs',
      '12.09 ms',
    ]);
    assert.equal(
      await first.locator('[data-column=total]').getAttribute('title'),
      '45,800,595,688 ns',
    );
  });

  it('says why a reason has no times', async () => {
    const page = await pages.open();

    const row = page.getByTestId('exits-row').filter({ hasText: 'EXCEPTION_NMI' }).first();

    assert.equal(await row.locator('[data-column=p99]').textContent(), '–');
    assert.equal(
      await row.locator('[data-column=p99]').getAttribute('title'),
      'No exit of this kind was followed by an entry',
    );
  });

  it('sorts by a column with the mouse and turns it round with the keyboard', async () => {
    const page = await pages.open();
    const head = page.locator('th[data-column=count]');

    await head.getByRole('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    assert.equal((await exitsColumn(page, 'count'))[0], '1,562,500');

    await page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    assert.equal((await exitsColumn(page, 'count'))[0], '1');
    assert.equal(await page.locator('th[aria-sort=none]').count(), 13);
  });

  it('shows one VM, then one vCPU of it, in table and chart', async () => {
    const page = await pages.open();

    await page.getByTestId('exits-filter-vm').click();
    await page.locator('vscode-option', { hasText: 'VM 1 (pid 2044)' }).click();
    await page.getByTestId('exits-filter-vcpu').click();
    await page.locator('vscode-option', { hasText: 'vCPU 1 (tid 2052)' }).click();
    await page.waitForFunction(
      () => document.querySelectorAll('[data-testid=exits-row]').length === 11,
    );

    assert.deepEqual([...new Set(await exitsColumn(page, 'vm'))], ['1']);
    assert.deepEqual([...new Set(await exitsColumn(page, 'vcpu'))], ['1']);
    assert.deepEqual((await askedFor(page, 'exitsOverTime')).at(-1), { vm: 1, vcpu: 1, bins: 160 });
  });

  it('filters the events by a row: Enter, double click, button', async () => {
    const page = await pages.open();
    const row = page.getByTestId('exits-row').nth(1);

    await row.focus();
    await page.keyboard.press('Enter');
    await untilFilterIs(page, 'event=kvm_exit reason=HLT vm=0 vcpu=1');

    await page.getByTestId('exits-row').nth(4).dblclick();
    await untilFilterIs(page, 'event=kvm_exit reason=HLT vm=1 vcpu=0');

    await row.hover();
    await row.getByRole('button', { name: 'in the events table' }).click();
    await untilFilterIs(page, 'event=kvm_exit reason=HLT vm=0 vcpu=1');
  });

  it('moves from row to row by the arrow keys, with one stop for Tab', async () => {
    const page = await pages.open();
    await page.getByTestId('exits-row').first().focus();

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');

    const focused = page.locator('[data-testid=exits-row]:focus');
    assert.equal(await focused.locator('[data-column=vcpu]').textContent(), '2');
    assert.equal(await page.locator('[data-testid=exits-row][tabindex="0"]').count(), 1);
  });

  it('copies the table as it is sorted', async () => {
    const page = await pages.open();
    await page.locator('th[data-column=min]').getByRole('button').click();

    await page.getByTestId('exits-copy-markdown').click();
    await page.getByText('Copied 66 rows as Markdown').waitFor();
    await page.getByTestId('exits-copy-csv').click();
    await page.getByText('Copied 66 rows as CSV').waitFor();

    const [markdown, csv] = (await askedFor(page, 'copyText')).map(({ text }) => text);
    assert.match(markdown!.split('\n')[2]!, /IO_INSTRUCTION \(30\)/);
    assert.match(csv!.split('\n')[1]!, /^0,0,vmx,IO_INSTRUCTION,30,pio,1204,1204,/);
  });

  it('draws the chart with bars, and tells its numbers to who cannot see it', async () => {
    const page = await pages.open();
    const chart = page.getByTestId('exits-chart');
    await page.locator('canvas[aria-label*="idle"]').waitFor();

    const colors = await chart.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    assert.ok(colors > 20, `${colors} colours`);
    assert.match((await chart.getAttribute('aria-label'))!, /idle 3,9\d\d,\d+, spin/);

    await page.getByTestId('exits-chart-toggle').click();
    assert.equal(await page.getByTestId('exits-chart-table').locator('tbody tr').count(), 160);
  });

  it('takes the events to the time of a bar that is clicked', async () => {
    const page = await pages.open();
    await page.locator('canvas[aria-label*="idle"]').waitFor();

    await page.getByTestId('exits-chart').click({ position: { x: 200, y: 150 } });
    await page.locator('.events-row.cursor').waitFor();

    const [asked] = await askedFor(page, 'findEvent');
    assert.ok(asked!.timeNs! > 60e9 && asked!.timeNs! < 90e9);
  });

  it('draws the chart anew when the theme changes', async () => {
    const page = await pages.open({ theme: 'dark-modern' });
    await page.locator('canvas[aria-label*="idle"]').waitFor();
    const picture = (): Promise<string> =>
      page.getByTestId('exits-chart').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const dark = await picture();

    const { setTheme } = await import('./openTracePage');
    await setTheme(page, 'light-modern');

    assert.notEqual(await picture(), dark);
  });

  it('says why there are none', async () => {
    const page = await pages.open({ scenario: { events: 0 } });

    assert.match(
      (await page.getByTestId('exits-empty').textContent())!,
      /holds KVM events, but no kvm_exit/,
    );
  });
});
