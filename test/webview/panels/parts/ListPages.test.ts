import assert from 'node:assert/strict';
import { ListPages } from '../../../../webview/panels/parts/ListPages';

interface Asked {
  readonly start: number;
  readonly count: number;
}

interface Wanted {
  readonly vm?: number;
}

/** A list of a thousand rows, each its own position. */
const TOTAL = 1_000;

function pagesUnderTest(pageRows: number) {
  const waiting: Asked[] = [];
  const shown: (readonly number[])[] = [];
  const pages = new ListPages<number, Wanted>({
    pageRows,
    mostRows: 500,
    ask: (_wanted, start, count) => waiting.push({ start, count }),
    arrived: (rows) => shown.push(rows),
  });
  /** Answers all that is asked, and what that leads to. */
  const answerAll = (): readonly Asked[] => {
    const asked: Asked[] = [];
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
      const { start, count } = call;
      asked.push(call);
      pages.answered(
        { total: TOTAL, rows: Array.from({ length: count }, (_, row) => start + row) },
        start,
      );
    }
    return asked;
  };
  return { pages, shown, answerAll };
}

describe('ListPages', () => {
  it('asks for the next page only when more is wanted', () => {
    const { pages, shown, answerAll } = pagesUnderTest(50);
    pages.show({});
    assert.deepEqual(answerAll(), [{ start: 0, count: 50 }]);
    pages.showMore();
    assert.deepEqual(answerAll(), [{ start: 50, count: 50 }]);

    assert.deepEqual(
      shown.map(({ length }) => length),
      [50, 100],
    );
    assert.deepEqual(shown[1], [...Array(100).keys()]);
  });

  it('shows more rows than one answer holds', () => {
    const { pages, shown, answerAll } = pagesUnderTest(400);
    pages.show({});
    answerAll();
    pages.showMore();
    answerAll();

    // Asked for anew, as many are shown, in two answers.
    assert.ok(pages.show({}));
    assert.deepEqual(answerAll(), [
      { start: 0, count: 500 },
      { start: 500, count: 300 },
    ]);
    assert.deepEqual(
      shown.map(({ length }) => length),
      [400, 800, 800],
    );
  });

  it('begins with one page where another list is wanted', () => {
    const { pages, shown, answerAll } = pagesUnderTest(50);
    pages.show({});
    answerAll();
    pages.showMore();
    answerAll();

    assert.ok(!pages.show({ vm: 1 }));
    assert.deepEqual(answerAll(), [{ start: 0, count: 50 }]);
    assert.equal(shown.at(-1)!.length, 50);
  });

  it('shows nothing of what cannot be told yet', () => {
    const { pages, shown } = pagesUnderTest(50);
    pages.show({});

    pages.answered(null, 0);

    assert.deepEqual(shown, []);
  });
});
