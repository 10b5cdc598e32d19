import assert from 'node:assert/strict';
import { askedFor } from './pageQueries';
import { useTracePages } from './useTracePages';

describe('The selected event', () => {
  const pages = useTracePages();

  it('opens by Enter, in words, fields and bytes', async () => {
    const page = await pages.open();
    const detail = page.getByTestId('event-detail');
    await page.getByTestId('events-table').focus();

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await detail.getByRole('heading', { name: 'kvm:kvm_exit' }).waitFor();

    assert.match((await detail.textContent())!, /left the guest because of EPT_VIOLATION \(48\)/);
    assert.equal(await detail.locator('.fields tbody tr').count(), 8);
    assert.equal(await detail.locator('.raw').isVisible(), false);
    await detail.getByTestId('raw-bytes-toggle').click();
    assert.match((await detail.locator('.raw').textContent())!, /^0000 {2}d2 05 00 00/);
  });

  it('follows the cursor, asking only for where it rests', async () => {
    const page = await pages.open();
    const detail = page.getByTestId('event-detail');
    await page.getByTestId('events-row').first().click();
    await detail.getByRole('heading', { name: 'kvm:kvm_exit' }).waitFor();

    for (let press = 0; press < 15; press++) await page.keyboard.press('ArrowDown');
    await detail.getByRole('heading', { name: 'kvm:kvm_entry' }).waitFor();

    assert.equal((await askedFor(page, 'eventDetail')).at(-1)!.row, 15);
  });

  it('closes by Escape and gives the focus back to the table', async () => {
    const page = await pages.open();
    const detail = page.getByTestId('event-detail');
    await page.getByTestId('events-row').nth(3).click();
    await detail.waitFor();
    await page.getByTestId('detail-close').focus();

    await page.keyboard.press('Escape');

    assert.equal(await detail.isVisible(), false);
    assert.equal(await page.locator('[data-testid=events-table]:focus').count(), 1);
  });

  it('is made wider by the arrow keys on its divider', async () => {
    const page = await pages.open();
    const detail = page.getByTestId('event-detail');
    await page.getByTestId('events-row').nth(3).click();
    const before = (await detail.boundingBox())!.width;
    const divider = page.getByTestId('detail-divider');
    assert.equal(await divider.getAttribute('aria-valuenow'), '66');

    await divider.focus();
    for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowLeft');

    assert.equal(await divider.getAttribute('aria-valuenow'), '56');
    assert.ok((await detail.boundingBox())!.width > before + 100);
  });

  it('is made wider with the mouse', async () => {
    const page = await pages.open();
    const detail = page.getByTestId('event-detail');
    await page.getByTestId('events-row').nth(3).click();
    const box = (await page.getByTestId('detail-divider').boundingBox())!;

    await page.mouse.move(box.x, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(700, box.y + 100);
    await page.mouse.up();

    assert.ok(Math.abs((await detail.boundingBox())!.x - 700) < 3);
  });

  it('lies below the table in a narrow window', async () => {
    const page = await pages.open({ widthCssPx: 700 });
    await page.getByTestId('events-row').nth(3).click();

    const table = (await page.getByTestId('events-table').boundingBox())!;
    const detail = (await page.getByTestId('event-detail').boundingBox())!;

    assert.ok(detail.y >= table.y + table.height);
    assert.equal(
      await page.getByTestId('detail-divider').getAttribute('aria-orientation'),
      'horizontal',
    );
  });

  it('is copied as Markdown', async () => {
    const page = await pages.open();
    await page.getByTestId('events-row').first().click();
    await page.getByTestId('detail-copy').click();
    await page.getByTestId('event-detail').getByText('Copied').waitFor();

    assert.match((await askedFor(page, 'copyText'))[0]!.text, /^\*\*kvm:kvm_exit\*\* at 0\.0/);
  });
});
