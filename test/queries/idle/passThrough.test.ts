import assert from 'node:assert/strict';
import { Accepts } from '../../../src/analyses/idle/Accepts';
import { IdleLane } from '../../../src/analyses/idle/IdleLane';
import type { IdlePass } from '../../../src/analyses/idle/IdlePass';
import { passThrough } from '../../../src/queries/idle/passThrough';
import { defaultParameters } from '../../../src/vcpu/AnalysisParameters';

const HLT = 0x1000;

/** What is told of a vCPU that ticks found so often at these places. */
function told(found: Readonly<Record<number, number>>, idleExits = 0) {
  const lane = new IdleLane(0, new Accepts(), { ...defaultParameters, clockSlackNs: 0 });
  lane.binding = 0;
  lane.idleExits = idleExits;
  for (const [rip, times] of Object.entries(found)) {
    for (let at = 0; at < times; at++) lane.residence.add(Number(rip), 0, at);
  }
  return passThrough({ lanes: [lane] } as unknown as IdlePass, 0);
}

describe('the estimate of idling inside a guest', () => {
  it('is the share of ticks at an instruction that at least 30 % of them find', () => {
    const estimate = told({ [HLT]: 30, 0x5000: 20, 0x6000: 25, 0x7000: 25 });
    assert.deepEqual([estimate?.share, estimate?.idle_rips], [0.3, ['0x1000']]);
    assert.equal(told({ [HLT]: 29, 0x5000: 21, 0x6000: 25, 0x7000: 25 }), undefined);
  });

  it('is none where a tenth as many ticks find the guest within 64 bytes: that is a loop', () => {
    assert.equal(told({ [HLT]: 50, [HLT + 64]: 6 }), undefined);
    assert.ok(told({ [HLT]: 50, [HLT + 64]: 5 }) !== undefined);
    assert.ok(told({ [HLT]: 50, [HLT + 65]: 20 }) !== undefined);
  });

  it('is none where the guest leaves to idle more often than once in a hundred ticks', () => {
    assert.ok(told({ [HLT]: 100 }, 1) !== undefined);
    assert.equal(told({ [HLT]: 100 }, 2), undefined);
  });

  it('is none of fewer than five ticks', () => {
    assert.ok(told({ [HLT]: 5 }) !== undefined);
    assert.equal(told({ [HLT]: 4 }), undefined);
  });
});
