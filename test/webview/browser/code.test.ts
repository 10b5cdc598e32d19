import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { TracePageOptions } from './openTracePage';
import { askedFor, untilFilterIs } from './pageQueries';
import { useTracePages } from './useTracePages';

describe('The hot code of guests', () => {
  const pages = useTracePages();

  it('shows functions with counts, times and when they were hot, most time first', async () => {
    const page = await openCode();

    const cells = page.getByTestId('hot-row').first().locator('td');

    assert.deepEqual((await cells.allTextContents()).slice(0, 11), [
      'default_idle',
      '0',
      '',
      'several',
      '',
      '1,674,504',
      '46.03 s',
      '91.9 %',
      '24.33 µs',
      '216.9 µs',
      '12.09 ms',
    ]);
    const trend = page.getByTestId('hot-row').first().getByRole('img');
    assert.match(
      (await trend.getAttribute('aria-label'))!,
      /^In 48 of 48 slices of the time; most/,
    );
    assert.deepEqual((await askedFor(page, 'hotCode'))[0], {
      of: 'exits',
      by: 'symbol',
      order: 'total',
      bins: 48,
    });
  });

  it('opens a function to its reasons, and these to their instructions, by keys', async () => {
    const page = await openCode();
    await page.getByTestId('hot-row').first().focus();

    await page.keyboard.press('ArrowRight');
    await rowAt(page, 2).filter({ hasText: 'HLT' }).first().waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await rowAt(page, 3).waitFor();
    await page.keyboard.press('ArrowRight');

    const row = page.locator('[data-testid=hot-row]:focus');
    assert.equal(await row.locator('.code-name').textContent(), 'default_idle+0xb');
    assert.equal(await row.getAttribute('aria-level'), '3');
    assert.equal(await row.getAttribute('aria-expanded'), null);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await rowAt(page, 3).count(), 0);
    assert.equal(await page.locator('[data-testid=hot-row][tabindex="0"]').count(), 1);
    const within = { by: 'symbol', key: '0 default_idle' };
    const parts = (await askedFor(page, 'hotCode')).slice(1);
    assert.deepEqual(
      parts.map((query) => [query.by, query.within]),
      [
        ['reason', within],
        ['instruction', within],
      ],
    );
  });

  it('asks for another subject, grouping, order and search, and keeps them', async () => {
    const page = await openCode();

    await choose(page, 'code-of', 'Write faults');
    await choose(page, 'code-by', 'Source line');
    const count = page.getByTestId('hot-tree').locator('th[data-column=count]');
    await count.getByRole('button').click();
    await page.getByTestId('code-search').locator('input').fill('irqflags');
    await page.getByTestId('hot-count').getByText('2 rows,').waitFor();

    const wanted = { of: 'stores', by: 'line', order: 'count', search: 'irqflags' };
    assert.deepEqual((await askedFor(page, 'hotCode')).at(-1), { ...wanted, bins: 48 });
    assert.equal(await count.getAttribute('aria-sort'), 'descending');
    await page.waitForFunction(() => {
      const { code } = window.fakeHost.savedState as { code: { search: string } };
      return code.search === 'irqflags';
    });
    const { code } = (await page.evaluate(() => window.fakeHost.savedState)) as { code: unknown };
    assert.deepEqual(code, { ...wanted, opened: [] });
  });

  it('says what is not in the rows, and shows more of them when asked', async () => {
    const page = await openCode();

    assert.deepEqual(await page.getByTestId('hot-notes').locator('p').allTextContents(), [
      '105 more rows are not shown: search, or order otherwise.',
      '12 exits happened at further places than are told apart.',
      'Of 3,021 exits the recording does not hold the address.',
    ]);
    assert.equal(await page.getByTestId('hot-row').count(), 100);
    await page.getByTestId('hot-all').click();
    assert.equal(await page.getByTestId('hot-row').count(), 500);
  });

  it('says which symbols are used, which not and why', async () => {
    const page = await openCode();

    const lines = await page.getByTestId('symbols-image').locator('.image-line').allTextContents();
    assert.deepEqual(lines, [
      'VM 1: System.map-6.1.0-17, not used',
      'VM 0: vmlinux-6.1.0-18-amd64, slide +0x1d000000 (99.8 %), from the exits',
      'VM 0: virtio_net.ko (module virtio_net), at 0xffffffffc0a10000, from kallsyms',
    ]);
    const problems = await page.getByTestId('symbols-problem').allTextContents();
    assert.match(problems[0]!, /^warningTwo slides fit the exits of VM 1 alike/);
    assert.match(
      problems[1]!,
      /^errorvmlinuz is not used: symbols at byte 0x0: is a compressed kernel/,
    );

    await page.getByTestId('symbols-slide').click();
    await page.getByTestId('symbols-add').click();
    assert.deepEqual(await askedFor(page, 'chooseSlide'), [{ vm: 1 }]);
    assert.deepEqual(await askedFor(page, 'addSymbols'), [{}]);
  });

  it('restricts itself to the VM that was chosen in another view meanwhile', async () => {
    const page = await openCode();
    await page.getByTestId('tab-exits').click();
    await page.getByTestId('exits-filter-vm').click();
    await page.locator('vscode-option', { hasText: 'VM 1 (pid 2044)' }).click();
    await page.getByTestId('tab-code').click();

    await page.getByTestId('hot-count').getByText('601 rows').waitFor();
    assert.equal((await askedFor(page, 'hotCode')).at(-1)!.vm, 1);
    await page.getByTestId('tab-exits').click();
    await page.getByTestId('tab-code').click();
    assert.equal((await askedFor(page, 'hotCode')).length, 2);
  });

  it('asks everything again when other symbols are used', async () => {
    const page = await openCode({ scenario: { hasSymbols: false } });
    assert.deepEqual(await page.getByTestId('symbols-lacking').allTextContents(), [
      'VM 0: no symbols, addresses only.',
      'VM 1: no symbols, addresses only.',
    ]);
    const first = page.getByTestId('hot-row').first().locator('.code-name');
    assert.equal(await first.textContent(), '0xffffffff9e1d2a4b');

    await page.evaluate(() => {
      window.fakeHost.setScenario({ hasSymbols: true });
      window.fakeHost.notify({ notice: 'symbols' });
    });

    await page.getByTestId('symbols-image').first().waitFor();
    await page.getByTestId('hot-row').first().getByText('default_idle').waitFor();
  });

  it('takes files that are dropped on it, and shows where', async () => {
    const page = await openCode();
    const drag = (type: string, uriType: string): Promise<void> =>
      page.evaluate(
        ([event, held]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.setData(held!, 'file:///symbols/vmlinux\r\nfile:///symbols/kallsyms');
          const target = document.querySelector('[data-testid=hot-tree]')!;
          target.dispatchEvent(
            new DragEvent(event!, { dataTransfer, bubbles: true, cancelable: true }),
          );
        },
        [type, uriType],
      );

    await drag('dragover', 'text/plain');
    assert.equal(await page.getByTestId('symbols-drop').isVisible(), false);
    await drag('dragover', 'text/uri-list');
    assert.equal(await page.getByTestId('symbols-drop').isVisible(), true);
    await drag('drop', 'application/vnd.code.uri-list');

    assert.equal(await page.getByTestId('symbols-drop').isVisible(), false);
    const uris = ['file:///symbols/vmlinux', 'file:///symbols/kallsyms'];
    assert.deepEqual(await askedFor(page, 'dropSymbols'), [{ uris }]);
  });

  it('shows the hottest instruction of a row in the editor', async () => {
    const page = await openCode();
    const [vm, rip] = [0, '0xffffffff9e1d2a4b'];

    await page.getByTestId('hot-row').first().focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('hot-disassembly').click();
    await page.getByTestId('hot-row').first().dblclick();
    await page.waitForFunction(
      () => window.fakeHost.calls.filter(({ method }) => method === 'showCode').length === 3,
    );

    assert.deepEqual(await askedFor(page, 'showCode'), [
      { vm, rip, as: 'source' },
      { vm, rip, as: 'disassembly' },
      { vm, rip, as: 'source' },
    ]);
  });

  it('filters the events by the bounds of a function, and by an instruction', async () => {
    const page = await openCode();

    await page.getByTestId('hot-row').first().focus();
    await page.keyboard.press('e');
    await untilFilterIs(
      page,
      'event=kvm_exit guest_rip>=0xffffffff9e1d2a40 guest_rip<0xffffffff9e1d2a60 vm=0',
    );

    await choose(page, 'code-by', 'Instruction');
    await page.getByTestId('hot-row').getByText('ring_doorbell+0x12').click();
    await page.getByTestId('hot-events').click();
    await untilFilterIs(
      page,
      'event=kvm_exit reason=EPT_MISCONFIG guest_rip=0xffffffff81a40c12 vm=0',
    );
  });

  it('searches the timeline for a row', async () => {
    const page = await openCode();
    await choose(page, 'code-by', 'Reason');
    await page.getByTestId('hot-row').getByText('MSR_WRITE').first().click();

    await page.getByTestId('hot-timeline').click();
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();

    await untilFilterIs(page, 'event=kvm_exit reason=MSR_WRITE vm=0');
    const search = page.getByTestId('timeline-search').locator('input');
    assert.equal(await search.inputValue(), 'event=kvm_exit reason=MSR_WRITE vm=0');
  });

  it('copies the table, and a row as a sentence', async () => {
    const page = await openCode();
    await page.getByTestId('hot-row').first().focus();
    await page.keyboard.press('ArrowRight');
    await rowAt(page, 2).first().waitFor();

    await page.getByTestId('exits-copy-markdown').click();
    await page.getByText('Copied 102 rows as Markdown').waitFor();
    await page.getByTestId('exits-copy-csv').click();
    await page.getByText('Copied 500 rows as CSV').waitFor();
    await page.getByTestId('hot-sentence').click();
    await page.getByText('Copied', { exact: true }).waitFor();

    const [markdown, csv, sentence] = (await askedFor(page, 'copyText')).map(({ text }) => text);
    assert.match(markdown!, /^\| Function \| VM \|.*\n.*\n\| default_idle \|.*\n\| – HLT \|/);
    assert.match(csv!, /^vm,reason,rip,symbol,.*\n0,,,default_idle,,,,,1674504,/);
    assert.equal(
      sentence,
      'webserver-idle.trace.dat, VM 0: default_idle: 1,674,504 exits on vCPUs 0, 1, 2, 3; 46.03 s in all, 91.9 % of the time shown; median 24.33 µs; 99th percentile 216.9 µs; longest 12.09 ms.',
    );
  });

  it('shows what is picked elsewhere in the editor', async () => {
    const page = await pages.open();
    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'code', of: 'ipis', search: 'native_write' });
    });
    await page.getByTestId('hot-row').first().waitFor();
    assert.equal(await page.getByTestId('tab-code').getAttribute('aria-selected'), 'true');
    assert.deepEqual((await askedFor(page, 'hotCode')).at(-1), {
      of: 'ipis',
      by: 'symbol',
      order: 'total',
      bins: 48,
      search: 'native_write',
    });

    await page.evaluate(() => {
      window.fakeHost.notify({ notice: 'matches', filter: 'guest_rip=0x400000' });
    });
    await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
    await untilFilterIs(page, 'guest_rip=0x400000');
    assert.equal((await askedFor(page, 'timelineMatches')).at(-1)!.filter, 'guest_rip=0x400000');
  });

  it('says that it waits for the end of the trace', async () => {
    const load = { kind: 'loading', doneBytes: 1, totalBytes: 2, events: 50_000 } as const;
    const page = await pages.open({ scenario: { load, savedState: { view: 'code' } } });

    await page.getByTestId('code-empty').getByText('once the whole trace is read').waitFor();
    assert.deepEqual(await askedFor(page, 'hotCode'), []);
  });

  it('says why nothing is found', async () => {
    const page = await openCode();

    await page.getByTestId('code-search').locator('input').fill('no such code');

    await page.getByTestId('hot-notes').getByText('Nothing of this is found: no such').waitFor();
    assert.equal(await page.getByTestId('hot-tree').isVisible(), false);
    assert.equal(await page.getByTestId('hot-source').isVisible(), false);
  });

  async function openCode(options: TracePageOptions = {}): Promise<Page> {
    const page = await pages.open({
      ...options,
      scenario: { savedState: { view: 'code' }, ...options.scenario },
    });
    await page.getByTestId('hot-row').first().waitFor();
    return page;
  }
});

function rowAt(page: Page, level: number): ReturnType<Page['locator']> {
  return page.locator(`[data-testid=hot-row][aria-level="${level}"]`);
}

async function choose(page: Page, testId: string, label: string): Promise<void> {
  await page.getByTestId(testId).click();
  await page.getByTestId(testId).locator('vscode-option', { hasText: label }).click();
  await page.getByTestId('hot-row').first().waitFor();
}
