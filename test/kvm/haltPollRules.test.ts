import assert from 'node:assert/strict';
import { HALT_POLL_RULES, windowAfterHalt } from '../../src/kvm/haltPollRules';
import type { HaltPollParameters } from '../../src/kvm/haltPollRules';

const usual: HaltPollParameters = { maxNs: 200_000, grow: 2, growStartNs: 10_000, shrink: 2 };

/** Halts of the vectors of domain reference H, in ns. */
const HALTS = [
  ...[5_000_000, 50_000, 50_000, 50_000, 50_000, 150_000],
  ...[150_000, 190_000, 300_000, 50_000, 5_000_000],
];

/** What each halt makes of the window, as domain reference H writes it: `new(g|s)old`, `–` for no event. */
function replay(
  from: string,
  changed: Partial<HaltPollParameters>,
  halts: readonly number[] = HALTS,
  firstNs = 0,
): string {
  const rules = HALT_POLL_RULES.find((family) => family.from === from)!;
  const parameters = { ...usual, ...changed };
  let windowNs = firstNs;
  const told = halts.map((haltNs) => {
    const oldNs = rules.begin(windowNs, parameters);
    const newNs = windowAfterHalt(rules, parameters, oldNs, haltNs);
    windowNs = newNs ?? oldNs;
    return newNs === undefined ? '–' : `${newNs}${newNs >= oldNs ? 'g' : 's'}${oldNs}`;
  });
  return told.join(' ');
}

describe('rules of the poll window, by the vectors of the domain reference', () => {
  it('V36 grows beyond the maximum and cuts at the next halt, from 6.1 on', () => {
    assert.equal(
      replay('6.1', { shrink: 2 }),
      '– 10000g0 20000g10000 40000g20000 80000g40000 160000g80000 – 320000g160000 100000s200000 – 50000s100000',
    );
  });

  it('V37 grows up to the maximum and drops to nothing, before 6.1', () => {
    assert.equal(
      replay('5.15', { shrink: 0 }),
      '– 10000g0 20000g10000 40000g20000 80000g40000 160000g80000 – 200000g160000 0s200000 10000g0 0s10000',
    );
  });

  it('V38 grows without a limit in 4.4', () => {
    assert.equal(
      replay('4.4', { maxNs: 500_000, shrink: 0 }),
      '– 10000g0 20000g10000 40000g20000 80000g40000 160000g80000 – 320000g160000 – – 0s320000',
    );
  });

  it('V39 shrinks to nothing below the start, from 5.15 on', () => {
    assert.equal(replay('6.1', {}, [3_296_511], 10_000), '0s10000');
    assert.equal(replay('5.15', {}, [3_296_511], 10_000), '0s10000');
    assert.equal(replay('5.3', {}, [3_296_511], 10_000), '5000s10000');
  });

  it('V40 keeps a window of nothing after a halt longer than the maximum', () => {
    assert.equal(replay('6.1', {}, [296_210]), '–');
  });

  it('starts with the start that is set, from 5.3 on', () => {
    assert.equal(replay('5.3', { growStartNs: 50_000 }, [20_000]), '50000g0');
    assert.equal(replay('4.9', { growStartNs: 50_000 }, [20_000]), '10000g0');
  });

  it('tells of a growth by a factor of 0, which changes nothing', () => {
    assert.equal(replay('6.1', { grow: 0 }, [20_000]), '0g0');
  });

  it('never polls where the maximum is 0', () => {
    for (const { from } of HALT_POLL_RULES) {
      assert.equal(replay(from, { maxNs: 0 }, [20_000, 0, 5_000_000]), '– – –');
    }
  });
});
