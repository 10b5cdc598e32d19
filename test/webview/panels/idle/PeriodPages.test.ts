import assert from 'node:assert/strict';
import { PeriodPages } from '../../../../webview/panels/idle/PeriodPages';
import { cannedPeriods } from '../../canned/cannedIdle';
import { CannedHost, settled } from '../../canned/CannedHost';

interface Asked {
  readonly start: number;
  readonly count: number;
}

function pagesUnderTest(pageRows: number) {
  const host = new CannedHost();
  const shown: number[] = [];
  const pages: PeriodPages = new PeriodPages({
    host,
    pageRows,
    arrived: () => shown.push(pages.rows.length),
    failed: (message) => assert.fail(message),
  });
  /** Answers all that is asked, and what that leads to. */
  const answerAll = async (): Promise<readonly Asked[]> => {
    const asked: Asked[] = [];
    for (let call = host.calls.shift(); call !== undefined; call = host.calls.shift()) {
      const params = call.params as Asked;
      asked.push({ start: params.start, count: params.count });
      call.answer(cannedPeriods({}, params.start, params.count));
      await settled();
    }
    return asked;
  };
  return { pages, shown, answerAll };
}

describe('PeriodPages', () => {
  it('asks for the next page only when more is wanted', async () => {
    const { pages, shown, answerAll } = pagesUnderTest(50);
    pages.show({ selection: {}, order: 'start' });
    assert.deepEqual(await answerAll(), [{ start: 0, count: 50 }]);
    pages.showMore();
    assert.deepEqual(await answerAll(), [{ start: 50, count: 50 }]);
    assert.deepEqual(shown, [50, 100]);
    const starts = pages.rows.map(({ startNs }) => startNs);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });

  it('shows more rows than one answer holds', async () => {
    const { pages, shown, answerAll } = pagesUnderTest(400);
    pages.show({ selection: {}, order: 'start' });
    await answerAll();
    pages.showMore();
    await answerAll();
    assert.deepEqual(shown, [400, 800]);
    // Asked for anew, as many are shown, in two answers.
    assert.ok(pages.show({ selection: {}, order: 'start' }));
    assert.deepEqual(await answerAll(), [
      { start: 0, count: 500 },
      { start: 500, count: 300 },
    ]);
    assert.deepEqual(shown, [400, 800, 800]);
  });

  it('begins with one page where other periods are wanted', async () => {
    const { pages, answerAll } = pagesUnderTest(50);
    pages.show({ selection: {}, order: 'start' });
    await answerAll();
    pages.showMore();
    await answerAll();
    assert.ok(!pages.show({ selection: { vm: 1 }, order: 'start' }));
    assert.deepEqual(await answerAll(), [{ start: 0, count: 50 }]);
    assert.equal(pages.rows.length, 50);
  });
});
