import assert from 'node:assert/strict';
import { vectorTrace } from '../../support/idle/vectorTrace';
import type { VectorOptions } from '../../support/idle/vectorTrace';

const strategies = async (text: string, parameters: VectorOptions['parameters'] = {}) => {
  const { periods } = await vectorTrace(text, { parameters });
  return periods.map(({ strategy }) => strategy);
};

describe('parameters', () => {
  it('edge_k: kernel time before the first entry and behind the last exit', async () => {
    const text = '0 c1 M mark   20 c0 T0 EN   30 c0 T0 EX 30   100 c1 M mark';
    const states = async (edge_k: number) =>
      (await vectorTrace(text, { parameters: { edge_k } })).states('T0');
    assert.deepEqual(await states(30_000), [
      'kernel 0–20',
      'guest 20–30',
      'kernel 30–60',
      'unknown 60–100',
    ]);
    assert.deepEqual(await states(10_000), [
      'unknown 0–20',
      'guest 20–30',
      'kernel 30–40',
      'unknown 40–100',
    ]);
  });

  it('poll_min: a poll share that is a poll', async () => {
    const text = `
      0 c0 T0 HP 20000(g)10000   5 c0 T0 EN   10 c0 T0 EX 12   15 c0 T0 SO S   50 c0 irq WG T0
      51 c0 T0 SI   52 c0 T0 WK 42000 1   53 c0 T0 EN
    `;
    assert.deepEqual(await strategies(text), ['hlt-poll-miss']);
    assert.deepEqual(await strategies(text, { poll_min: 6_000 }), ['hlt-block']);
  });

  it('n_halts and short_halt: halts before a guest is taken to poll itself', async () => {
    const text = [0, 1000, 2000]
      .map((us) => `${us} c0 T0 EX 12   ${us + 100} c0 T0 WK 90000 1   ${us + 101} c0 T0 EN`)
      .join('\n');
    const polls = Array.from({ length: 3 }, () => 'guest-haltpoll');
    const blocks = Array.from({ length: 3 }, () => 'hlt-block');
    assert.deepEqual(await strategies(text), blocks);
    assert.deepEqual(await strategies(text, { n_halts: 3 }), polls);
    assert.deepEqual(await strategies(text, { n_halts: 3, short_halt: 80_000 }), blocks);
  });

  it('nop_gap: a gap that never ends a loop of MWAITs', async () => {
    const mwaits = Array.from({ length: 40 }, (_, at) => [at, at + 0.5]);
    const text = [...mwaits, [100, 100.5]]
      .map(([exit, entry]) => `${exit} c0 T0 EX 36   ${entry} c0 T0 EN`)
      .join('\n');
    assert.equal((await strategies(text)).length, 2);
    assert.equal((await strategies(text, { nop_gap: 70_000 })).length, 1);
  });

  it('clock_slack: how far a thread may run before it was woken', async () => {
    const text = `
      0 c0 T0 EN   10 c0 T0 EX 12   11 c0 T0 SO S   100 c0 T0 SI   108 c1 irq WG T0
      109 c0 T0 WK 98000 1   120 c0 T0 EN
    `;
    const waits = async (parameters: VectorOptions['parameters']) =>
      (await vectorTrace(text, { parameters })).periods[0]!.wakingToRunning;
    assert.equal(await waits({}), null);
    assert.equal(await waits({ clock_slack: 10_000 }), 0);
  });
});
