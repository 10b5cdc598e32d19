import assert from 'node:assert/strict';
import { vectorTrace } from '../../support/idle/vectorTrace';

/** Polls 10 µs in vain, sleeps, and waits for its CPU. */
const halt = `
  0 c0 T0 EN   10 c0 T0 EX 12   20 c0 T0 SO S   50 c0 irq WG T0   51 c0 irq WU T0
  60 c0 T0 SI   62 c0 T0 HP 20000(g)10000   63 c0 T0 WK 53000 1   65 c0 T0 EN
`;
const haltAlone = '0 c0 T0 EN   10 c0 T0 EX 12   63 c0 T0 WK 53000 1   65 c0 T0 EN';

describe('what is told of events without a field', () => {
  it('is all of a halt where none lacks', async () => {
    const trace = await vectorTrace(halt);
    trace.assertPeriods({ strategy: 'hlt-poll-miss', confidence: 'strong', poll: 10, wait: 43 });
    assert.deepEqual(trace.states('T0'), [
      'guest 0–10',
      'halt_poll 10–20',
      'blocked 20–51',
      'waking 51–60',
      'kernel 60–65',
    ]);
  });

  it('is no steal where switches do not say in what state a thread left its CPU', async () => {
    const trace = await vectorTrace(halt, { lackingFields: ['prev_state'] });
    assert.deepEqual(trace.states('T0'), [
      'guest 0–10',
      'halt_poll 10–20',
      'unknown 20–51',
      'waking 51–60',
      'kernel 60–65',
    ]);
    assert.deepEqual(trace.lane('T0').displacements.times(), []);
  });

  it('is no split of a halt that does not say whether the thread slept, where nothing shows it', async () => {
    const trace = await vectorTrace(haltAlone, { lackingFields: ['waited'] });
    trace.assertPeriods({
      strategy: 'hlt-block',
      confidence: 'weak',
      poll: null,
      wait: null,
      how: null,
    });
    assert.deepEqual(trace.states('T0'), ['guest 0–10', 'unknown 10–63', 'kernel 63–65']);
  });

  it('is the split of such a halt where the scheduler’s events show it', async () => {
    const whole = await vectorTrace(halt);
    const trace = await vectorTrace(halt, { lackingFields: ['waited'] });
    assert.deepEqual(trace.periods, whole.periods);
    assert.deepEqual(trace.states('T0'), whole.states('T0'));
  });

  it('is no length of a halt that does not say how long it was', async () => {
    const trace = await vectorTrace(halt, { lackingFields: ['ns'] });
    trace.assertPeriods({ from: 10, to: 65, poll: null, wait: null });
  });
});
