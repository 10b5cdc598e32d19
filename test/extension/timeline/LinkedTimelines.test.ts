import assert from 'node:assert/strict';
import { LinkedTimelines } from '../../../src/extension/timeline/LinkedTimelines';
import type { LinkedTrace, LinkMember } from '../../../src/extension/timeline/LinkedTimelines';
import type { RunVcpu, VcpuPair } from '../../../src/protocol/compare';
import type { PairedRuns } from '../../../src/protocol/vcpuPartners';
import type { TimelineStand } from '../../../src/protocol/timelineLink';

const extent = { fromNs: 0, toNs: 10_000 };

describe('Linked timelines', () => {
  it('go where the other one is moved, both ways', () => {
    const { linked, a, b } = linkedPair();

    linked.moved(a.trace, stand(10, 20));
    assert.deepEqual(b.told.at(-1), { notice: 'follow', fromNs: 1010, toNs: 1020 });

    linked.moved(b.trace, stand(2000, 2100));
    assert.deepEqual(a.told.at(-1), { notice: 'follow', fromNs: 1000, toNs: 1100 });
  });

  it('are as wide as each other where they are stretched', () => {
    const linked = new LinkedTimelines();
    const [a, b] = [page(), page()];
    linked.link([member(a), member(b, 500, 2)], 'markers');

    linked.moved(b.trace, stand(700, 1100));

    assert.deepEqual(a.told.at(-1), { notice: 'follow', fromNs: 100, toNs: 300 });
  });

  it('tell how each sees the others, and how far those reach', () => {
    const { a, b } = linkedPair();

    assert.deepEqual(linksTold(a).at(-1), {
      at: 'start of load',
      others: [{ name: 'trace', scale: 1, offsetNs: 1000, without: [] }],
      reach: { fromNs: -1000, toNs: 9000 },
    });
    assert.deepEqual(linksTold(b).at(-1), {
      at: 'start of load',
      others: [{ name: 'trace', scale: 1, offsetNs: -1000, without: [] }],
      reach: { fromNs: 1000, toNs: 11_000 },
    });
  });

  it('do not move the one they follow, however far they got', () => {
    const { linked, a, b } = linkedPair();
    const before = a.told.length;

    linked.moved(b.trace, { ...stand(0, 500), movedBy: 'link' });

    assert.equal(a.told.length, before);
  });

  it('begin where the first one is, or where they are told to', () => {
    const linked = new LinkedTimelines();
    const [a, b] = [page(), page()];
    linked.moved(a.trace, stand(10, 20));

    linked.link([member(a), member(b, 1000)], 'start of load');
    assert.deepEqual(b.told.at(-1), { notice: 'follow', fromNs: 1010, toNs: 1020 });

    linked.link([member(a), member(b, 1000)], 'start of load', { fromNs: 100, toNs: 200 });
    assert.deepEqual(a.told.at(-1), { notice: 'follow', fromNs: 100, toNs: 200 });
    assert.deepEqual(b.told.at(-1), { notice: 'follow', fromNs: 1100, toNs: 1200 });
  });

  it('are gone to by a page that has begun anew, which moves nobody', () => {
    const { linked, a, b } = linkedPair();
    linked.moved(a.trace, stand(10, 20));
    const before = a.told.length;

    linked.moved(b.trace, { ...stand(0, 9999), movedBy: 'nobody' });

    assert.deepEqual(b.told.at(-1), { notice: 'follow', fromNs: 1010, toNs: 1020 });
    assert.equal(a.told.length, before);
  });

  it('show where the pointer is on the other one, and when it has left', () => {
    const { linked, a, b } = linkedPair();

    linked.pointed(b.trace, 1500);
    linked.pointed(b.trace, null);

    assert.deepEqual(a.told.slice(-2), [
      { notice: 'pointer', timeNs: 500 },
      { notice: 'pointer', timeNs: null },
    ]);
  });

  it('scroll their lanes together', () => {
    const { linked, a, b } = linkedPair();
    const before = a.told.length;

    linked.scrolled(a.trace, 'vm0/vcpu1/state');

    assert.deepEqual(b.told.at(-1), { notice: 'scroll', lane: 'vm0/vcpu1/state' });
    assert.equal(a.told.length, before);
  });

  it('scroll the lanes of vCPUs together that do the same work, also by way of a third timeline', () => {
    const linked = new LinkedTimelines();
    const [a, b, c] = [page(), page(), page()];
    linked.link([member(a), member(b), member(c)], 'first event');
    const swapped = [pair(0, 1), pair(1, 0)];
    linked.pairVcpus(a.trace, b.trace, pairedRuns(2, 2, swapped));
    linked.pairVcpus(a.trace, c.trace, pairedRuns(2, 2));

    linked.scrolled(a.trace, 'vm0/vcpu1/state');
    assert.deepEqual(b.told.at(-1), { notice: 'scroll', lane: 'vm0/vcpu0/state' });
    assert.deepEqual(c.told.at(-1), { notice: 'scroll', lane: 'vm0/vcpu1/state' });

    linked.scrolled(b.trace, 'vm0/vcpu1/exits');
    assert.deepEqual(a.told.at(-1), { notice: 'scroll', lane: 'vm0/vcpu0/exits' });
    assert.deepEqual(c.told.at(-1), { notice: 'scroll', lane: 'vm0/vcpu0/exits' });

    linked.scrolled(b.trace, 'cpu1');
    assert.deepEqual(a.told.at(-1), { notice: 'scroll', lane: 'cpu1' });
  });

  it('scroll by numbers again once vCPUs are, whichever of the two is named first', () => {
    const { linked, a, b } = linkedPair();
    linked.pairVcpus(a.trace, b.trace, pairedRuns(2, 2, [pair(0, 1)]));
    linked.pairVcpus(b.trace, a.trace, pairedRuns(2, 2));

    linked.scrolled(a.trace, 'vm0/vcpu0/state');

    assert.deepEqual(b.told.at(-1), { notice: 'scroll', lane: 'vm0/vcpu0/state' });
  });

  it('stay where they are while the lanes of a vCPU without a partner are scrolled', () => {
    const linked = new LinkedTimelines();
    const [a, b, c] = [page(), page(), page()];
    linked.link([member(a), member(b), member(c)], 'first event');
    linked.pairVcpus(a.trace, b.trace, pairedRuns(3, 2, [pair(2, 0), pair(1, 1)]));
    linked.pairVcpus(a.trace, c.trace, pairedRuns(3, 3));
    const before = b.told.length;

    linked.scrolled(a.trace, 'vm0/vcpu0/state');
    linked.scrolled(c.trace, 'vm0/vcpu0/state');
    assert.equal(b.told.length, before);

    linked.scrolled(a.trace, 'vm0/vcpu2/state');
    assert.deepEqual(b.told.at(-1), { notice: 'scroll', lane: 'vm0/vcpu0/state' });
  });

  it('tell of which own vCPUs the others have no partner, as soon as they are compared', () => {
    const { linked, a, b } = linkedPair();
    assert.deepEqual(linksTold(a).at(-1)?.others[0]?.without, []);

    linked.pairVcpus(a.trace, b.trace, pairedRuns(3, 2, [pair(2, 0), pair(1, 1)]));

    assert.deepEqual(linksTold(a).at(-1)?.others[0]?.without, [{ vm: 0, vcpu: 0 }]);
    assert.deepEqual(linksTold(b).at(-1)?.others[0]?.without, []);
  });

  it('may be several, of which one is moved and all others follow', () => {
    const linked = new LinkedTimelines();
    const [a, b, c] = [page(), page(), page()];
    linked.link([member(a), member(b, 100), member(c, 200)], 'first event');

    linked.moved(b.trace, stand(100, 300));

    assert.deepEqual(a.told.at(-1), { notice: 'follow', fromNs: 0, toNs: 200 });
    assert.deepEqual(c.told.at(-1), { notice: 'follow', fromNs: 200, toNs: 400 });

    linked.closed(a.trace);
    assert.equal(linked.groupOf(b.trace).length, 2);
    linked.moved(c.trace, stand(500, 600));
    assert.deepEqual(b.told.at(-1), { notice: 'follow', fromNs: 400, toNs: 500 });
  });

  it('can be laid beside each other otherwise, and stay linked', () => {
    const { linked, a, b } = linkedPair();

    linked.realign(a.trace, b.trace, { scale: 1, offsetNs: 70 }, 'examples');
    linked.moved(a.trace, stand(10, 20));

    assert.equal(linksTold(a).at(-1)?.at, 'examples');
    assert.deepEqual(b.told.at(-1), { notice: 'follow', fromNs: 80, toNs: 90 });
  });

  it('are alone again when one is closed or linked with a third', () => {
    const { linked, a, b } = linkedPair();
    const third = page();

    linked.link([member(a), member(third)], 'first event');
    assert.deepEqual(linksTold(b).at(-1), null);
    assert.equal(linked.moved(b.trace, stand(0, 1)), null);

    linked.closed(third.trace);
    assert.equal(linked.moved(a.trace, stand(0, 1)), null);
  });

  it('are no longer linked when a load counts other times, and reach as far as what is loaded', () => {
    const { linked, a, b } = linkedPair();

    const part = { fromNs: 0, toNs: 500 };
    assert.equal(linked.loadedAgain(a.trace, { extent: part, clock: 'ns' }), true);
    assert.deepEqual(linksTold(b).at(-1)?.reach, { fromNs: 1000, toNs: 1500 });

    assert.equal(linked.loadedAgain(a.trace, { extent, clock: 'cycles' }), false);
    assert.equal(linked.moved(b.trace, stand(0, 1)), null);
  });

  it('tell whether there are any', () => {
    const linked = new LinkedTimelines();
    const told: boolean[] = [];
    linked.onDidChange((areLinked) => told.push(areLinked));

    linked.link([member(page()), member(page())], 'first event');
    linked.unlinkAll();

    assert.deepEqual(told, [true, false]);
  });

  it('are ended or changed by their pages', () => {
    const { linked, a } = linkedPair();
    const wanted: string[] = [];
    linked.onDidWant(({ change }) => wanted.push(change));

    linked.wanted(a.trace, 'arrange');
    linked.wanted(a.trace, 'end');

    assert.deepEqual(wanted, ['arrange']);
    assert.equal(linked.areAny, false);
  });
});

type Page = ReturnType<typeof page>;

function linkedPair(): {
  readonly linked: LinkedTimelines;
  readonly a: Page;
  readonly b: Page;
} {
  const linked = new LinkedTimelines();
  const [a, b] = [page(), page()];
  linked.link([member(a), member(b, 1000)], 'start of load');
  return { linked, a, b };
}

function pairedRuns(countA: number, countB: number, pairing: readonly VcpuPair[] = []): PairedRuns {
  const numbered = (count: number): readonly RunVcpu[] =>
    Array.from({ length: count }, (_, vcpu) => ({ vm: 0, vcpu }));
  return { vcpusOfA: numbered(countA), vcpusOfB: numbered(countB), pairing };
}

function pair(a: number, b: number): VcpuPair {
  return { a: { vm: 0, vcpu: a }, b: { vm: 0, vcpu: b } };
}

function member({ trace }: Page, offsetNs = 0, scale = 1): LinkMember {
  return { trace, name: 'trace', extent, clock: 'ns', alignment: { scale, offsetNs } };
}

type Told = Parameters<
  LinkedTrace['relays'] extends Iterable<infer Relay extends { tell(notice: never): void }>
    ? Relay['tell']
    : never
>[0];

function page(): { readonly trace: LinkedTrace; readonly told: Told[] } {
  const told: Told[] = [];
  return { trace: { relays: [{ tell: (notice) => told.push(notice) }] }, told };
}

function linksTold({ told }: Page): readonly Extract<Told, { notice: 'link' }>['link'][] {
  return told.flatMap((notice) => (notice.notice === 'link' ? [notice.link] : []));
}

function stand(fromNs: number, toNs: number): TimelineStand {
  return { fromNs, toNs, movedBy: 'user', selectedNs: null, markersNs: [null, null] };
}
