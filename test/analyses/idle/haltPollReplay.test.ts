import assert from 'node:assert/strict';
import fc from 'fast-check';
import { replayHaltPolling } from '../../../src/analyses/idle/haltPollReplay';
import type { HaltPollReplay } from '../../../src/analyses/idle/haltPollReplay';
import { WindowHistory } from '../../../src/analyses/idle/WindowHistory';
import { HALT_POLL_RULES, windowAfterHalt } from '../../../src/kvm/haltPollRules';
import type { HaltPollParameters, HaltPollRules } from '../../../src/kvm/haltPollRules';

/** What a kernel by these rules would trace of these halts. */
function traced(
  rules: HaltPollRules,
  parameters: HaltPollParameters,
  haltsNs: readonly number[],
): WindowHistory {
  const windows = new WindowHistory();
  let windowNs = 0;
  for (const haltNs of haltsNs) {
    const oldNs = rules.begin(windowNs, parameters);
    const newNs = windowAfterHalt(rules, parameters, oldNs, haltNs);
    windowNs = newNs ?? oldNs;
    if (newNs !== undefined) windows.change(newNs, oldNs);
    windows.haltEnd(haltNs);
  }
  return windows;
}

function missed({ reproduced, halts }: HaltPollReplay): number {
  return halts - reproduced;
}

describe('replayHaltPolling', () => {
  it('reproduces by the rules of a kernel all that such a kernel traced', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...HALT_POLL_RULES),
        fc.record({
          maxNs: fc.constantFrom(200_000, 400_000, 500_000),
          grow: fc.constant(2),
          growStartNs: fc.constantFrom(10_000, 50_000),
          shrink: fc.constantFrom(0, 2),
        }),
        fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 60 }),
        (rules, parameters, haltsNs) => {
          const replays = replayHaltPolling(traced(rules, parameters, haltsNs));
          const own = replays.filter((replay) => replay.rules === rules);
          assert.equal(Math.min(...own.map(missed)), 0);
        },
      ),
    );
  });

  it('tells kernels apart by where they cut a window that grew', () => {
    const haltsNs = [50_000, 50_000, 50_000, 150_000, 150_000, 190_000, 300_000, 50_000];
    const [newest] = HALT_POLL_RULES.slice(-1);
    const parameters = { maxNs: 200_000, grow: 2, growStartNs: 10_000, shrink: 2 };
    const fitting = replayHaltPolling(traced(newest!, parameters, haltsNs)).filter(
      (replay) => missed(replay) === 0,
    );
    assert.deepEqual(
      fitting.map(({ rules, parameters: { shrink } }) => [rules.from, shrink]),
      [['6.1', 2]],
    );
  });

  it('judges no halt that began with a window that is not known', () => {
    const windows = new WindowHistory();
    windows.haltEnd(50_000);
    windows.change(20_000, 10_000);
    windows.haltEnd(50_000);
    windows.haltEnd(1000);
    windows.interrupt();
    windows.haltEnd(1000);
    assert.ok(replayHaltPolling(windows).every(({ halts }) => halts === 2));
  });
});
