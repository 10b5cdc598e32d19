import assert from 'node:assert/strict';
import type { EventPage } from '../../../src/protocol/events';
import { EventPages } from '../../../webview/tables/EventPages';
import { pageOf, settled } from '../canned/CannedHost';

interface Question {
  readonly start: number;
  readonly count: number;
  readonly answer: (page: EventPage) => void;
  readonly fail: (error: Error) => void;
}

function pagesUnderTest(): {
  readonly pages: EventPages;
  readonly asked: Question[];
  readonly events: string[];
} {
  const asked: Question[] = [];
  const events: string[] = [];
  const pages = new EventPages({
    ask: (start, count) =>
      new Promise((answer, fail) => {
        asked.push({ start, count, answer, fail });
      }),
    arrived: () => events.push('arrived'),
    failed: (message) => events.push(message),
  });
  return { pages, asked, events };
}

describe('EventPages', () => {
  it('asks for the page of the visible rows and finds them in it', async () => {
    const { pages, asked } = pagesUnderTest();

    pages.want(1_000, 1_020);
    const { start, count, answer } = asked[0]!;
    answer(pageOf(5_000, start, count));
    await settled();

    assert.equal(pages.total, 5_000);
    const place = pages.place(1_007)!;
    assert.equal(place.page.row[place.index], 1_007);
  });

  it('brings the time of the row before a page', async () => {
    const { pages, asked } = pagesUnderTest();

    pages.want(1_000, 1_020);
    asked[0]!.answer(pageOf(5_000, asked[0]!.start, asked[0]!.count));
    await settled();

    const place = pages.place(1_000)!;
    assert.equal(place.page.row[place.index - 1], 999);
  });

  it('asks for no more than two pages at a time, and then for what is wanted by then', async () => {
    const { pages, asked } = pagesUnderTest();

    pages.want(0, 600);
    pages.want(40_000, 40_020);
    pages.want(90_000, 90_020);
    assert.deepEqual(
      asked.map(({ start }) => start),
      [0, 199],
    );

    asked[0]!.answer(pageOf(100_000, 0, 200));
    await settled();

    assert.deepEqual(
      asked.map(({ start }) => start),
      [0, 199, 89_999],
    );
  });

  it('asks for nothing that is here', async () => {
    const { pages, asked } = pagesUnderTest();
    pages.want(80, 100);
    asked[0]!.answer(pageOf(150, 0, 200));
    await settled();

    pages.want(90, 110);

    assert.equal(asked.length, 1);
  });

  it('asks again after the trace has grown, and shows the old rows meanwhile', async () => {
    const { pages, asked } = pagesUnderTest();
    pages.want(0, 20);
    asked[0]!.answer(pageOf(30, 0, 200));
    await settled();

    pages.refresh();

    assert.equal(asked.length, 2);
    assert.ok(pages.place(29));
    asked[1]!.answer(pageOf(60, 0, 200));
    await settled();
    assert.equal(pages.total, 60);
    assert.ok(pages.place(59));
  });

  it('asks again after growth where nothing matched so far', async () => {
    const { pages, asked } = pagesUnderTest();
    pages.want(0, 20);
    asked[0]!.answer(pageOf(0, 0, 200));
    await settled();
    pages.want(0, 0);

    pages.refresh();

    assert.equal(asked.length, 2);
  });

  it('does not repeat a question that failed', async () => {
    const { pages, asked, events } = pagesUnderTest();
    pages.want(0, 20);
    asked[0]!.fail(new Error('the worker is gone'));
    await settled();

    pages.want(0, 20);

    assert.equal(asked.length, 1);
    assert.deepEqual(events, ['the worker is gone']);
  });

  it('says nothing any more once closed', async () => {
    const { pages, asked, events } = pagesUnderTest();
    pages.want(0, 20);
    pages.close();

    asked[0]!.answer(pageOf(30, 0, 200));
    await settled();

    assert.deepEqual(events, []);
  });
});
