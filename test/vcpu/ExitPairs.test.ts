import assert from 'node:assert/strict';
import { ExitPairs, mayReenterBelow } from '../../src/vcpu/ExitPairs';

function pairs(): { readonly made: string[]; readonly of: ExitPairs } {
  const made: string[] = [];
  return { made, of: new ExitPairs((row, durationNs) => made.push(`${row}: ${durationNs}`)) };
}

describe('ExitPairs', () => {
  it('pairs an exit with the next entry of its binding', () => {
    const { made, of } = pairs();
    of.exit(0, 7, 100, 0, false);
    of.exit(1, 8, 110, 1, false);
    of.entry(1, 150, 1);
    of.entry(0, 180, 0);
    of.entry(0, 190, 0);
    assert.deepEqual(made, ['8: 40', '7: 80']);
  });

  it('leaves an exit unpaired that another one follows, or a nameless one', () => {
    const { made, of } = pairs();
    of.exit(0, 1, 100, 0, false);
    of.exit(0, 2, 110, 0, false);
    of.entry(0, 115, 0);
    of.exit(0, 3, 120, 0, false);
    of.unnamedExit(0);
    of.entry(0, 130, 0);
    assert.deepEqual(made, ['2: 5']);
  });

  it('leaves an exit unpaired across a loss on either host CPU', () => {
    const { made, of } = pairs();
    of.exit(0, 1, 100, 0, false);
    of.update([{ stream: 1, fromNs: 110, toNs: 120 }]);
    of.entry(0, 130, 1);
    of.exit(0, 2, 140, 0, false);
    of.entry(0, 150, 1);
    assert.deepEqual(made, ['2: 10']);
  });

  it('takes a fast re-entry for no time once entries were seen at all', () => {
    const { made, of } = pairs();
    of.exit(0, 1, 100, 0, true);
    of.exit(0, 2, 110, 0, true);
    of.entry(0, 120, 0);
    of.exit(0, 3, 130, 0, true);
    of.exit(0, 4, 140, 0, false);
    assert.deepEqual(made, ['2: 10', '3: 0']);
    assert.deepEqual(
      [mayReenterBelow('vmx', 32), mayReenterBelow('vmx', 52), mayReenterBelow('svm', 32)],
      [true, true, false],
    );
  });

  it('tells which exit waits, and since when', () => {
    const { of } = pairs();
    assert.equal(of.openSince(3), -1);
    of.exit(3, 9, 100, 0, false);
    assert.deepEqual([of.openSince(3), of.openRow(3)], [100, 9]);
    of.entry(3, 101, 0);
    assert.equal(of.openSince(3), -1);
  });
});
