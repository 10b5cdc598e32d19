import assert from 'node:assert/strict';
import { findingContext } from '../../../src/queries/findings/findingContext';
import { pageDetail } from '../../../src/queries/conflicts/pageDetail';
import { pageOverview } from '../../../src/queries/conflicts/pageOverview';
import { pageSource } from '../../../src/queries/conflicts/PageSource';
import type { PageSource } from '../../../src/queries/conflicts/PageSource';
import type { AnalysisParameters } from '../../../src/vcpu/AnalysisParameters';
import { vectorTrace } from '../../support/idle/vectorTrace';

const BINS = { fromNs: 0, binNs: 1, bins: 1 };

async function pagesOf(
  text: string,
  parameters: Partial<AnalysisParameters> = {},
): Promise<PageSource> {
  const { source, table } = await vectorTrace(text, { parameters });
  return pageSource(findingContext(source), table);
}

/** A first touch of a page that costs so many µs. */
function touch(at: number, gfn: number, costUs: number): string {
  return `${at} c0 T0 EX 48 info1=0x182   ${at + 0.2} c0 T0 PF 0x${(gfn * 4096).toString(16)} 0x182   ${at + costUs} c0 T0 EN`;
}

describe('pageDetail', () => {
  it('knows a page that is too cheap to be listed among a thousand', async () => {
    const dear = Array.from({ length: 1000 }, (_, n) => touch(n * 10, 0x100 + n, 5));
    const pages = await pagesOf([...dear, touch(20_000, 7, 1)].join('\n'));
    assert.ok(pageOverview(pages, BINS).pages.every(({ gpa }) => gpa !== 0x7000));
    assert.equal(pageDetail(pages, { vm: 0, gpa: 0x7000 }, BINS)?.row.faults, 1);
  });

  it('counts more wakeups than it lists', async () => {
    const stores = Array.from({ length: 201 }, (_, n) => {
      const at = n * 20;
      return `${at} c1 T1 EX 48 info1=0x1aa   ${at + 1} c1 T1 PF 0x7008 0x1aa   ${at + 2} c1 T1 ACC 0 66   ${at + 5} c1 T1 EN`;
    });
    const detail = pageDetail(await pagesOf(stores.join('\n')), { vm: 0, gpa: 0x7000 }, BINS);
    assert.deepEqual([detail?.wakes.length, detail?.wakeCount], [200, 201]);
  });
});

describe('Wakeups by the stores into a page', () => {
  it('are of the idle period that a vCPU was in when the store left its guest', async () => {
    const halt = (at: number): string =>
      `${at} c0 T0 EX 12   ${at + 1} c0 T0 SO S   ${at + 30} c0 T0 SI   ${at + 31} c0 T0 WK 30000 1   ${at + 32} c0 T0 EN`;
    // The writer is kept from its guest until the vCPU that it woke halts again.
    const store =
      '20 c1 T1 EX 48 info1=0x1aa   21 c1 T1 PF 0x7008 0x1aa   22 c1 T1 ACC 0 66   60 c1 T1 EN';
    const pages = await pagesOf(`${halt(0)}\n${store}\n${halt(50)}`);
    const detail = pageDetail(pages, { vm: 0, gpa: 0x7000 }, BINS);
    assert.deepEqual(
      detail?.wakes.map(({ waiter, startNs }) => [waiter, startNs]),
      [[0, 0]],
    );
  });
});

describe('The notes on pages', () => {
  const notesOf = async (text: string, parameters?: Partial<AnalysisParameters>) =>
    pageOverview(await pagesOf(text, parameters), BINS).notes.join('\n');

  it('say that lines are judged by other than was asked for', async () => {
    assert.match(
      await notesOf(touch(0, 7, 5), { line: 8192 }),
      /Lines of 8,192 bytes were asked for, lines of 4,096 are judged by/,
    );
  });

  it('say nothing of lines that are as asked for', async () => {
    assert.doesNotMatch(await notesOf(touch(0, 7, 5), { line: 128 }), /Lines of/);
  });

  it('say that shadow paging hides the pages of faults', async () => {
    const text = `0 c0 T0 EX 0 intr_info=0x80000b0e   1 c0 T0 PF 0xffff888000001000 2   2 c0 T0 EN`;
    assert.match(
      await notesOf(text),
      /1 fault of shadow paging .* counted by cause and not by page/,
    );
  });
});
