import assert from 'node:assert/strict';
import { relateTimes } from '../../src/notes/relateTimes';
import type { RecordingIdentity } from '../../src/notes/NotesContent';

const shown: RecordingIdentity = { name: 'a.dat', bytes: 10, t0Ns: '5000', unit: 'ns' };

describe('relateTimes', () => {
  it('takes times as they are for the same recording, also renamed or cut', () => {
    for (const noted of [shown, { ...shown, name: 'b.dat' }, { ...shown, bytes: 9 }]) {
      assert.deepEqual(relateTimes(noted, shown), { shiftNs: 0, doubt: undefined });
    }
  });

  it('finds the same moments where the session begins elsewhere', () => {
    // Noted 20 after 5000 is 1020 after 4000.
    assert.equal(relateTimes(shown, { ...shown, t0Ns: '4000' }).shiftNs, 1000);
    const far = { ...shown, t0Ns: '9'.repeat(29) };
    assert.equal(relateTimes(shown, far).shiftNs, 0);
  });

  it('says that they were made for another recording', () => {
    const other = { ...shown, bytes: 2048, t0Ns: '7' };

    assert.match(relateTimes(other, shown).doubt!, /another recording: a\.dat, 2,048 bytes/);
  });

  it('goes by the size where there are no stamps', () => {
    const without = { ...shown, t0Ns: null };

    assert.equal(relateTimes(without, without).doubt, undefined);
    assert.match(relateTimes({ ...without, bytes: 9 }, without).doubt!, /another recording/);
  });

  it('says that cycles are not ns', () => {
    assert.match(relateTimes({ ...shown, unit: 'cycles' }, shown).doubt!, /are in cycles/);
  });

  it('trusts a file that does not say what it is on', () => {
    assert.deepEqual(relateTimes(undefined, shown), { shiftNs: 0, doubt: undefined });
  });
});
