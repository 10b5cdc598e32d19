import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { parseFilter } from '../../../src/queries/filter/parseFilter';
import { cannedAt, cannedRange } from '../canned/cannedTimelineWords';
import type { TracePageOptions } from './openTracePage';
import { askedFor, untilFilterIs } from './pageQueries';
import { screenshot, useTracePages } from './useTracePages';

const place = { lane: 'vm0/vcpu1/state', timeNs: 750_000_000 };
const shown = { fromNs: 740_000_000, toNs: 760_000_000 };

describe('What the timeline tells beside its lanes', () => {
  const pages = useTracePages();

  /** Opens the timeline on a stretch, with a place of a lane selected. */
  async function selected(options: TracePageOptions = {}): Promise<Page> {
    const page = await opened(options);
    await page.evaluate(
      (notice) => {
        window.fakeHost.notify(notice);
      },
      { notice: 'range', ...shown, ...place } as const,
    );
    return page;
  }

  async function opened(options: TracePageOptions = {}): Promise<Page> {
    const { scenario, ...others } = options;
    const page = await pages.open({
      heightCssPx: 1200,
      ...others,
      scenario: { savedState: { view: 'timeline' }, ...scenario },
    });
    await page.getByTestId('timeline-search').waitFor();
    return page;
  }

  async function withRange(options: TracePageOptions = {}): Promise<Page> {
    const page = await selected(options);
    await page.getByTestId('timeline-selection-range').click();
    await page.getByTestId('timeline-range-head').waitFor();
    return page;
  }

  describe('of a place that is selected', () => {
    it('is asked with how far a mark may be away, and told in words', async () => {
      const page = await selected();

      await page.getByTestId('timeline-selection-title').getByText('halt poll').waitFor();
      const [asked] = await askedFor(page, 'timelineAt');
      assert.deepEqual({ lane: asked!.lane, timeNs: asked!.timeNs }, place);
      assert.ok(asked!.slackNs > 0);
      const words = page.getByTestId('timeline-selection-words').locator('p');
      assert.deepEqual(
        await words.allTextContents(),
        cannedAt({ ...place, slackNs: 0 })!.sentences,
      );
      await screenshot(page, 'timeline selection');
    });

    it('is said to screen readers', async () => {
      const page = await selected();

      const said = page.getByTestId('timeline-selection-said');
      await said
        .getByText('vCPU 1 of VM 0: halt poll. The host spun')
        .waitFor({ state: 'attached' });
      assert.equal(await said.getAttribute('role'), 'status');
    });

    it('leads to the events that show it, or to their time', async () => {
      const page = await selected();
      const evidence = page.getByTestId('timeline-evidence').getByRole('button');
      const [first, second] = cannedAt({ ...place, slackNs: 0 })!.evidence;

      await evidence.first().click();

      await page.getByTestId('event-detail').waitFor();
      assert.deepEqual((await askedFor(page, 'eventDetail')).at(-1), { row: first!.row });
      await evidence.nth(1).click();
      await page.waitForFunction(
        (timeNs) =>
          window.fakeHost.calls.some(
            ({ method, params }) =>
              method === 'findEvent' && (params as { timeNs?: number }).timeNs === timeNs,
          ),
        second!.timeNs,
      );
    });

    it('leads to the events table, the Idle view and the Pages view', async () => {
      const page = await selected();
      const tables = page.getByTestId('timeline-selection-tables');

      await tables.getByRole('button', { name: 'Events' }).click();
      await untilFilterIs(page, 'vm=0 vcpu=1 time>=750000000ns time<=750061200ns');

      await tables.getByRole('button', { name: 'Idle view' }).click();
      await page.locator('[data-testid=tab-idle][aria-selected=true]').waitFor();
      await page.getByTestId('periods-chosen').getByText('hlt-poll-hit').waitFor();

      await page.getByTestId('tab-timeline').click();
      await tables.getByRole('button', { name: 'Pages view' }).click();
      await page.locator('[data-testid=tab-pages][aria-selected=true]').waitFor();
      await page.getByTestId('page-shown').getByText('VM 0, page 0x2000000').waitFor();
    });

    it('is copied as Markdown, as a link and as the address of its code', async () => {
      const page = await selected();

      await page.getByTestId('timeline-selection-copy').click();
      await page.getByTestId('timeline-selection-rip-copy').click();
      await page.getByTestId('timeline-selection-link').click();
      await page.getByText('Copied a link to this place').waitFor();

      const [markdown, rip] = await askedFor(page, 'copyText');
      assert.match(markdown!.text, /^\*\*Selection\*\*\n\nvCPU 1 of VM 0: halt poll\n/);
      assert.match(markdown!.text, /\| Length \| 45\.7 µs \(45,678 ns\) \|/);
      assert.match(markdown!.text, /\| the guest idles \(kvm_exit\) \| 0\.749988000 s \| \d+ \|/);
      assert.equal(rip!.text, '0xffffffff81e0a5b2');
      assert.deepEqual(await askedFor(page, 'copyLink'), [{ ...shown, ...place }]);
    });

    it('is nothing where nothing is told', async () => {
      const page = await opened();
      await page.evaluate(() => {
        const stretch = { fromNs: 0, toNs: 2_000_000, lane: 'vm0/vcpu1/state', timeNs: 5 };
        window.fakeHost.notify({ notice: 'range', ...stretch });
      });

      await page.getByTestId('timeline-selection').getByText('Nothing is told of').waitFor();
      await page.getByTestId('timeline-selection-said').getByText('Nothing is told of').waitFor();
    });

    it('waits for the end of the load', async () => {
      const load = { kind: 'loading', doneBytes: 1, totalBytes: 2, events: 3 } as const;
      const page = await selected({ scenario: { load } });

      await page.getByTestId('timeline-selection').getByText('once the whole trace is').waitFor();
    });
  });

  describe('of a range that is selected', () => {
    it('is its time, exits, wakeups and pages, and what is not in the numbers', async () => {
      const page = await withRange();

      const head = page.getByTestId('timeline-range-head');
      assert.match((await head.textContent())!, /45\.68 µs\): 2,007 exits, 41 wakeups\.$/);
      const texts = async (table: string): Promise<readonly string[]> =>
        (await page.getByTestId(`${table}-row`).allTextContents()).map((text) =>
          text.replaceAll('\u202f', ' '),
        );
      assert.match(
        (await texts('range-states'))[0]!,
        /^VM 0 vCPU 050\.0 %12\.5 %0 %12\.5 %25\.0 %/,
      );
      assert.match(
        (await texts('range-wakes')).join(),
        /IPI 40, Timer 112\.34 µs98\.70 µs120\.0 µs/,
      );
      assert.match((await texts('range-pages')).join(), /VM 0 0x20000003028.*true-sharing/);
      await page.getByText('Pages: the 1 most expensive of 93').waitFor();
      await page.getByText('Events were lost in 1 stretch').waitFor();
      await screenshot(page, 'timeline range');
    });

    it('leads to the events of a count and the page of a row', async () => {
      const page = await withRange();

      await page.getByTestId('range-exits').getByRole('button', { name: '2,000' }).click();
      await untilFilterIs(
        page,
        'kvm_exit reason=12 vm=0 vcpu=1 time>=749988000ns time<=750033678ns',
      );
      await page.getByTestId('range-pages').getByRole('button').click();
      await page.locator('[data-testid=tab-pages][aria-selected=true]').waitFor();
    });

    it('is saved as CSV and JSON, and as a trace for Perfetto', async () => {
      const page = await withRange();
      const { fromNs, toNs } = cannedAt({ ...place, slackNs: 0 })!;

      await page.getByTestId('timeline-range-csv').click();
      await page.getByTestId('timeline-range-json').click();
      await page.getByTestId('timeline-range-perfetto').click();

      const [csv, json] = await askedFor(page, 'saveFile');
      assert.equal(csv!.name, 'range.csv');
      const lines = String(csv!.contents).split('\n');
      assert.match(lines[0]!, /^kind,vm,vcpu,name,class,count,paired,total_ns,min_ns,/);
      assert.ok(lines.includes('state,0,0,guest,,,,22839,,,,,,'));
      assert.ok(lines.includes('wake,0,1,ipi,,40,,,,,,,,'));
      assert.ok(
        lines.some(
          (line) =>
            line.startsWith(`exit,0,1,"'=EPT_VIOLATION",mem,7,`) ||
            line.startsWith(`exit,0,1,'=EPT_VIOLATION,mem,7,`),
        ),
      );
      assert.equal(json!.name, 'range.json');
      const parsed = JSON.parse(String(json!.contents)) as {
        readonly schema: string;
        readonly vcpus: readonly { readonly states_ns: Readonly<Record<string, number>> }[];
      };
      assert.equal(parsed.schema, 'exitscope.range/1');
      const range = cannedRange({ fromNs, toNs });
      assert.equal(parsed.vcpus[0]!.states_ns['guest'], range.vcpus[0]!.statesNs[0]);
      assert.deepEqual(await askedFor(page, 'saveTraceEvents'), [{ fromNs, toNs }]);
    });

    it('stands above the selection when it was picked later, and below when earlier', async () => {
      const page = await withRange({ heightCssPx: 800 });
      const side = page.getByTestId('timeline-side');
      const canvas = (await page.getByTestId('timeline-canvas').boundingBox())!;
      const first = (): Promise<string | null> => side.locator('h3').first().textContent();
      assert.equal(await first(), 'Range');
      await side.evaluate((column) => column.scrollTo(0, column.scrollHeight));

      await page.mouse.click(canvas.x + 200, canvas.y + 36);

      assert.equal(await first(), 'Selection');
      assert.equal(await side.evaluate(({ scrollTop }) => scrollTop), 0);
    });

    it('goes again when it is cleared', async () => {
      const page = await withRange();

      await page.getByTestId('timeline-range-clear').click();

      await page.getByTestId('timeline-range').waitFor({ state: 'hidden' });
    });

    it('is copied as Markdown', async () => {
      const page = await withRange();

      await page.getByTestId('timeline-range-copy').click();

      const [markdown] = await askedFor(page, 'copyText');
      assert.match(markdown!.text, /\*\*Exits\*\*\n\n\| VM \| vCPU \| Reason \|/);
      assert.match(markdown!.text, /\| VM 0 vCPU 1 \| hlt-poll-hit \| 41 \|/);
    });
  });

  describe('of a search', () => {
    const field = (page: Page) => page.getByTestId('timeline-search').locator('input');

    async function untilCounted(page: Page, pattern: RegExp): Promise<void> {
      await page.getByTestId('timeline-search-count').getByText(pattern).waitFor();
    }

    it('is how many hits are in view, of how many', async () => {
      const page = await opened();

      await field(page).fill('HLT');

      await untilCounted(page, /^\d+ of 6,250,000 in view$/);
      const asked = (await askedFor(page, 'timelineMatches')).at(-1)!;
      assert.equal(asked.filter, 'any~HLT');
      assert.ok(asked.columns > 100 && asked.columnNs > 0);
      parseFilter(asked.filter);
      await screenshot(page, 'timeline search');
    });

    it('goes to the next hit by Enter and back by Shift+Enter, round at the ends', async () => {
      const page = await opened();
      await field(page).fill('HLT');
      await untilCounted(page, /in view/);

      await field(page).press('Enter');
      await untilCounted(page, /^Match 1 of 6,250,000, /);
      await field(page).press('Enter');
      await untilCounted(page, /^Match 2 of 6,250,000, /);
      await field(page).press('Shift+Enter');
      await field(page).press('Shift+Enter');
      await untilCounted(page, /^Match 6,250,000 of 6,250,000, /);
      await page.getByTestId('timeline-search-next').click();
      await untilCounted(page, /^Match 1 of 6,250,000, /);
    });

    it('says what is wrong with a filter, and forgets it by Escape', async () => {
      const page = await opened();

      await field(page).fill('reason=');
      await page.getByTestId('timeline-search-error').getByText('A value is missing').waitFor();

      await field(page).press('Escape');
      await page.getByTestId('timeline-search-error').waitFor({ state: 'hidden' });
      assert.equal(await field(page).inputValue(), '');
    });

    it('is “no match” where there is none', async () => {
      const page = await opened();
      await field(page).fill('nothing');
      await untilCounted(page, /^No match$/);
      assert.equal(await page.getByTestId('timeline-search-next').isVisible(), false);
    });

    it('is still there when the tab was hidden meanwhile', async () => {
      const page = await opened();
      await field(page).fill('0x7c10');
      await untilCounted(page, /in view/);
      await page.waitForFunction(() =>
        JSON.stringify(window.fakeHost.savedState).includes('0x7c10'),
      );
      const savedState = await page.evaluate(() => window.fakeHost.savedState);

      const again = await opened({ scenario: { savedState } });

      await untilCounted(again, /in view/);
      assert.equal(await field(again).inputValue(), '0x7c10');
      assert.equal((await askedFor(again, 'timelineMatches'))[0]!.filter, 'addr=0x7c10');
    });
  });

  it('fits into a narrow editor and high contrast', async () => {
    const page = await withRange({ widthCssPx: 620, theme: 'hc-dark', heightCssPx: 1400 });
    await screenshot(page, 'timeline parts narrow');
    const overflowCssPx = await page
      .getByTestId('timeline-selection')
      .evaluate((part) => part.scrollWidth - part.clientWidth);
    assert.equal(overflowCssPx, 0);
  });
});
