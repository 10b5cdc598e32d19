import assert from 'node:assert/strict';
import {
  alignmentChoices,
  atMoments,
  betweenMoments,
} from '../../../src/extension/timeline/alignments';
import { alignedNs } from '../../../src/extension/timeline/Alignment';
import type { Moment } from '../../../src/extension/timeline/moments';

const load = (fromNs: number, toNs: number): readonly Moment[] => [
  { name: 'start of load', timeNs: fromNs },
  { name: 'end of load', timeNs: toNs, ends: 'start of load' },
];

describe('Timelines beside each other', () => {
  it('can be laid at every moment that has the same name in all of them', () => {
    const a = [...load(100, 200), { name: 'note “boot”', timeNs: 150 }];
    const b = [...load(1000, 1300), { name: 'marker A', timeNs: 7 }];

    const choices = alignmentChoices([a, b]);

    assert.deepEqual(
      choices.map(({ at }) => at),
      ['start of load', 'start of load to end of load', 'end of load'],
    );
    assert.deepEqual(choices[0]!.alignments, [
      { scale: 1, offsetNs: 0 },
      { scale: 1, offsetNs: 900 },
    ]);
  });

  it('can be stretched, so that what lies between two moments is as wide in all', () => {
    const { alignments, timeNs } = betweenMoments(
      [moment('marker A', 200), moment('marker A', 1000), moment('marker A', 50)],
      [moment('marker B', 100), moment('marker B', 3000), moment('marker B', 100)],
    )!;

    assert.equal(timeNs, 100);
    assert.deepEqual(
      alignments.map((alignment) => [alignedNs(100, alignment), alignedNs(200, alignment)]),
      [
        [100, 200],
        [1000, 3000],
        [50, 100],
      ],
    );
  });

  it('cannot be stretched between moments that are one', () => {
    const same = moment('selected moment', 7);

    assert.equal(betweenMoments([same, same], [same, moment('marker A', 9)]), undefined);
  });

  it('say what was picked of each where that has different names', () => {
    const { at } = atMoments([moment('marker A', 1), moment('note “boot”', 2)]);

    assert.equal(at, 'marker A = note “boot”');
  });
});

function moment(name: string, timeNs: number): Moment {
  return { name, timeNs };
}
