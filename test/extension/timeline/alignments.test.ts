import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignedNs, alignments, inverse } from '../../../src/extension/timeline/alignments';
import type { AlignedTrace } from '../../../src/extension/timeline/alignments';

describe('Two timelines beside each other', () => {
  it('can always be laid at their starts', () => {
    const [only, ...others] = alignments(
      { fromNs: 100, stand: undefined },
      { fromNs: 40, stand: undefined },
    );

    assert.deepEqual(only, { kind: 'starts', alignment: { scale: 1, offsetNs: -60 } });
    assert.deepEqual(others, []);
  });

  it('can be laid at selected moments where both have one', () => {
    const a = standing({ selectedNs: 500 });

    assert.deepEqual(kinds(a, standing({})), ['starts']);
    const [, selected] = alignments(a, standing({ selectedNs: 800 }));
    assert.deepEqual(selected, { kind: 'selected', alignment: { scale: 1, offsetNs: 300 } });
  });

  it('can be stretched from marker to marker, whichever of them comes first', () => {
    const a = standing({ markersNs: [100, 200] });
    const b = standing({ markersNs: [3000, 1000] });

    const { alignment } = alignments(a, b).find(({ kind }) => kind === 'markers')!;

    assert.equal(alignedNs(100, alignment), 1000);
    assert.equal(alignedNs(200, alignment), 3000);
    assert.deepEqual(kinds(a, standing({ markersNs: [7, 7] })), ['starts']);
  });

  it('lead back to the same time', () => {
    const scale = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    const time = fc.integer({ min: 0, max: 1e12 });
    fc.assert(
      fc.property(time, scale, time, (timeNs, by, offsetNs) => {
        const alignment = { scale: by, offsetNs };
        const back = alignedNs(alignedNs(timeNs, alignment), inverse(alignment));
        assert.ok(Math.abs(back - timeNs) <= 1e-9 * (timeNs + offsetNs / by) + 1e-6);
      }),
    );
  });
});

function kinds(a: AlignedTrace, b: AlignedTrace): readonly string[] {
  return alignments(a, b).map(({ kind }) => kind);
}

function standing(stand: Partial<NonNullable<AlignedTrace['stand']>>): AlignedTrace {
  return {
    fromNs: 0,
    stand: {
      ...{ fromNs: 0, toNs: 1000, isFollowed: false, selectedNs: null, markersNs: [null, null] },
      ...stand,
    },
  };
}
