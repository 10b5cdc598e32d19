import assert from 'node:assert/strict';
import { exampleAloneNotices, exampleNotices } from '../../../src/extension/compare/exampleNotices';
import type { ExampleInRun } from '../../../src/extension/compare/exampleNotices';

const place = { lane: 'vm0/vcpu1/strategy', timeNs: 5e6, fromNs: 5e6, toNs: 6e6 };
const shown: ExampleInRun = {
  row: { what: 'Halts', aText: '3/s', bText: '0/s' },
  run: 'a',
  example: {
    searches: [],
    more: { label: 'Idle view', shows: [{ notice: 'idle', vm: 0 }] },
  },
  found: { ...place, row: undefined },
  place,
  stretch: { fromNs: 4e6, toNs: 7e6 },
  sinceNs: 4e6,
  unit: 'ns',
};

describe('What a page is told of an example', () => {
  it('is what it is of, with both values, and the stretch with the example selected', () => {
    assert.deepEqual(exampleNotices(shown), [
      {
        notice: 'example',
        text: 'An example of “Halts”: 3/s here, 0/s in run B.',
        more: shown.example.more,
      },
      { notice: 'range', fromNs: 4e6, toNs: 7e6, lane: 'vm0/vcpu1/strategy', timeNs: 5e6 },
    ]);
  });

  it('is the place of the other run’s example where there is none', () => {
    const [example] = exampleNotices({ ...shown, run: 'b', found: undefined });

    assert.equal(
      example?.notice === 'example' && example.text,
      'No example of “Halts”: 0/s here, 3/s in run A. This is where run A has one, 4.00 ms after the load began.',
    );
  });

  it('has the event of an example selected as well, where it is loaded', () => {
    const [, reveal] = exampleNotices({ ...shown, found: { ...place, row: 17 } });

    assert.deepEqual(reveal, { notice: 'reveal', row: 17 });
  });

  it('marks what a filter finds, before its event is selected among all', () => {
    const matches = { notice: 'matches', filter: 'kvm_exit reason=HLT' } as const;
    const example = { searches: [], more: { label: 'All', shows: [matches] } };

    const notices = exampleNotices({ ...shown, example, found: { ...place, row: 17 } });

    assert.deepEqual(
      notices.map(({ notice }) => notice),
      ['example', 'matches', 'reveal', 'range'],
    );
  });

  it('is the example of the only run that can be shown, and why the other cannot', () => {
    const why = 'b.dat is gone: put it back into /runs, or compare another recording.';

    const [example, ...where] = exampleAloneNotices({ ...shown, why });

    assert.equal(
      example?.notice === 'example' && example.text,
      `An example of “Halts”: 3/s here, 0/s in run B. Run B is not shown: ${why}`,
    );
    assert.deepEqual(
      where.map(({ notice }) => notice),
      ['range'],
    );
  });

  it('is the view that tells most of the row where that run has no example', () => {
    const alone = { ...shown, found: undefined, stretch: undefined, why: 'its own tab says why.' };

    const [example, ...where] = exampleAloneNotices({ ...alone, run: 'b' });

    assert.equal(
      example?.notice === 'example' && example.text,
      'No example of “Halts”: 0/s here, 3/s in run A. Run A is not shown: its own tab says why.',
    );
    assert.deepEqual(where, shown.example.more.shows);
  });
});
