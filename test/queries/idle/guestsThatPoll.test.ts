import assert from 'node:assert/strict';
import { Accepts } from '../../../src/analyses/idle/Accepts';
import { IdleLane } from '../../../src/analyses/idle/IdleLane';
import { defaultParameters } from '../../../src/vcpu/AnalysisParameters';
import { guestsThatPoll } from '../../../src/queries/idle/guestsThatPoll';

/** What is found of VM 0, one of whose two vCPUs is like that. `told`: by its recording. */
function found(
  of: Partial<Pick<IdleLane, 'endedHalts' | 'shortHalts' | 'isParavirtual'>>,
  told: { readonly tellsWindows: boolean | undefined; readonly windowChanges?: number } = {
    tellsWindows: true,
  },
): readonly (readonly [number, number])[] {
  const lanes = [0, 1].map((vcpu) => {
    const lane = new IdleLane(vcpu, new Accepts(), { ...defaultParameters, clockSlackNs: 0 });
    lane.binding = vcpu;
    return lane;
  });
  Object.assign(lanes[1]!, of);
  lanes[1]!.window.changeCount = told.windowChanges ?? 0;
  const idle = {
    lanes,
    parameters: defaultParameters,
    sourceOf: () => 0,
    tellsWindows: () => told.tellsWindows,
  };
  return [
    ...guestsThatPoll(
      idle,
      [0, 1].map((vcpu) => ({ vm: 0, vcpu })),
    ),
  ];
}

describe('guestsThatPoll', () => {
  it('supposes it where 50 short halts made no host poll', () => {
    assert.deepEqual(found({ shortHalts: 50, endedHalts: 50 }), [[0, 65]]);
    assert.deepEqual(found({ shortHalts: 49, endedHalts: 49 }), []);
  });

  it('needs 5 of 50 halts of a paravirtual guest to be short', () => {
    assert.deepEqual(found({ shortHalts: 5, endedHalts: 50, isParavirtual: true }), [[0, 65]]);
    assert.deepEqual(found({ shortHalts: 4, endedHalts: 50, isParavirtual: true }), []);
    assert.deepEqual(found({ shortHalts: 5, endedHalts: 49, isParavirtual: true }), []);
    assert.deepEqual(found({ shortHalts: 5, endedHalts: 50 }), []);
  });

  it('does not where one of its vCPUs got another window', () => {
    assert.deepEqual(found({ shortHalts: 50 }, { tellsWindows: true, windowChanges: 1 }), []);
  });

  it('is less sure where the recording does not say which events it was asked for', () => {
    assert.deepEqual(found({ shortHalts: 50 }, { tellsWindows: undefined }), [[0, 40]]);
  });

  it('says nothing where changes of windows were not recorded', () => {
    assert.deepEqual(found({ shortHalts: 50 }, { tellsWindows: false }), []);
  });
});
