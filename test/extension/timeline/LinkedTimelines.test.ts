import assert from 'node:assert/strict';
import { LinkedTimelines } from '../../../src/extension/timeline/LinkedTimelines';
import type { LinkedTrace } from '../../../src/extension/timeline/LinkedTimelines';
import type { TimelineStand } from '../../../src/protocol/timelineLink';

const shift = { scale: 1, offsetNs: 1000 };

describe('Linked timelines', () => {
  it('go where the other one is moved, both ways', () => {
    const { linked, a, b } = linkedPair();

    assert.equal(linked.moved(a.trace, stand(10, 20)), true);
    assert.deepEqual(b.told.at(-1), { notice: 'follow', fromNs: 1010, toNs: 1020 });

    linked.moved(b.trace, stand(2000, 2100));
    assert.deepEqual(a.told.at(-1), { notice: 'follow', fromNs: 1000, toNs: 1100 });
  });

  it('do not move the one they follow, however far they got', () => {
    const { linked, a, b } = linkedPair();

    linked.moved(b.trace, { ...stand(0, 500), isFollowed: true });

    assert.deepEqual(a.told, [{ notice: 'link', isLinked: true }]);
  });

  it('begin where the first one is', () => {
    const linked = new LinkedTimelines();
    const [a, b] = [page(), page()];
    linked.moved(a.trace, stand(10, 20));

    linked.link(a.trace, b.trace, shift);

    assert.deepEqual(b.told, [
      { notice: 'link', isLinked: true },
      { notice: 'follow', fromNs: 1010, toNs: 1020 },
    ]);
  });

  it('are alone again when one is closed or linked with a third', () => {
    const { linked, a, b } = linkedPair();
    const third = page();

    linked.link(a.trace, third.trace, shift);
    assert.deepEqual(b.told.at(-1), { notice: 'link', isLinked: false });
    assert.equal(linked.moved(b.trace, stand(0, 1)), false);

    linked.closed(third.trace);
    assert.equal(linked.moved(a.trace, stand(0, 1)), false);
  });

  it('tell whether there are any', () => {
    const linked = new LinkedTimelines();
    const told: boolean[] = [];
    linked.onDidChange((areLinked) => told.push(areLinked));

    linked.link(page().trace, page().trace, shift);
    linked.unlinkAll();

    assert.deepEqual(told, [true, false]);
  });
});

function linkedPair(): {
  readonly linked: LinkedTimelines;
  readonly a: ReturnType<typeof page>;
  readonly b: ReturnType<typeof page>;
} {
  const linked = new LinkedTimelines();
  const [a, b] = [page(), page()];
  linked.link(a.trace, b.trace, shift);
  return { linked, a, b };
}

function page(): { readonly trace: LinkedTrace; readonly told: unknown[] } {
  const told: unknown[] = [];
  return { trace: { relays: [{ tell: (notice) => told.push(notice) }] }, told };
}

function stand(fromNs: number, toNs: number): TimelineStand {
  return { fromNs, toNs, isFollowed: false, selectedNs: null, markersNs: [null, null] };
}
