import assert from 'node:assert/strict';
import { LossMarks } from '../../src/engine/LossMarks';
import type { LostEvents } from '../../src/ingest/Recording';

const loss = (stream: number, toNs: number, count: number | null): LostEvents => ({
  stream,
  hostCpu: 0,
  fromNs: 0,
  toNs,
  count,
});

describe('LossMarks', () => {
  it('marks the first event of the stream behind a loss, once', () => {
    const marks = new LossMarks([loss(1, 50, 7)]);
    assert.equal(marks.before(0, 60), undefined);
    assert.equal(marks.before(1, 49), undefined);
    assert.equal(marks.before(1, 50), 7);
    assert.equal(marks.before(1, 50), undefined);
  });

  it('adds up losses that no event stands between; one of unknown size makes all unknown', () => {
    const marks = new LossMarks([
      loss(0, 10, 1),
      loss(0, 20, 2),
      loss(1, 10, 5),
      loss(1, 20, null),
    ]);
    assert.equal(marks.before(0, 30), 3);
    assert.equal(marks.before(1, 30), null);
  });

  it('takes in losses that are found later', () => {
    const lost: LostEvents[] = [];
    const marks = new LossMarks(lost);
    assert.equal(marks.before(0, 30), undefined);
    lost.push(loss(0, 40, 2));
    assert.equal(marks.before(0, 40), 2);
  });
});
