import assert from 'node:assert/strict';
import type { MissingIdleEvent } from '../../../../src/protocol/idle';
import { missingOf, missingText } from '../../../../webview/panels/idle/missingTexts';

const bareExit: MissingIdleEvent = {
  event: 'kvm_exit',
  hasNoFields: true,
  affects: ['strategies', 'guest-time'],
};
const noWaking: MissingIdleEvent = {
  event: 'sched_waking',
  hasNoFields: false,
  affects: ['wakers', 'latency'],
};

describe('texts on missing events', () => {
  it('tell an event that was not recorded from one that came without its fields', () => {
    assert.equal(
      missingText(noWaking),
      'no sched_waking is in the recording (who woke a vCPU, wake latency)',
    );
    assert.equal(
      missingText(bareExit),
      'kvm_exit is in the recording without its fields (idle strategies, guest time)',
    );
  });

  it('are of the events that tell what is shown beside', () => {
    assert.deepEqual(missingOf([bareExit, noWaking], ['guest-time', 'sleep-time']), [bareExit]);
    assert.deepEqual(missingOf([bareExit, noWaking], ['causes']), []);
  });
});
