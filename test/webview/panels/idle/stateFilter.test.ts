import assert from 'node:assert/strict';
import { parseFilter } from '../../../../src/queries/filter/parseFilter';
import { eventsOfState } from '../../../../webview/panels/idle/stateFilter';
import { cannedOverview } from '../../canned/cannedIdle';

const [vcpu] = cannedOverview.vcpus;

describe('eventsOfState', () => {
  it('is a filter that can be understood, for every state', () => {
    for (const state of cannedOverview.states) {
      const filter = eventsOfState(state, vcpu!);
      if (filter !== undefined) assert.ok(parseFilter(filter).terms.length > 0, state);
    }
  });

  it('leaves halts to the list of idle periods', () => {
    assert.equal(eventsOfState('halt_poll', vcpu!), undefined);
    assert.equal(eventsOfState('blocked', vcpu!), undefined);
  });

  it('finds the vCPU’s own events where it is not recorded which thread runs it', () => {
    for (const state of ['waking', 'preempted', 'stalled']) {
      assert.equal(eventsOfState(state, { ...vcpu!, tid: null }), 'vm=0 vcpu=0');
    }
  });

  it('finds the scheduler’s events by the thread they are about, in whichever thread they happened', () => {
    assert.equal(eventsOfState('waking', vcpu!), 'event=sched_waking pid=1301');
  });

  it('parts switches from a thread that could go on from those to sleep', () => {
    const switched = (how: string): string =>
      `event=sched_switch prev_state${how}1,2,4,8,16,32,64,128 prev_pid=1301`;
    assert.equal(eventsOfState('stalled', vcpu!), switched('='));
    assert.equal(eventsOfState('preempted', vcpu!), switched('!='));
  });
});
