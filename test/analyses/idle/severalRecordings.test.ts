import assert from 'node:assert/strict';
import { missingEvents } from '../../../src/queries/idle/missingEvents';
import { passThrough } from '../../../src/queries/idle/passThrough';
import { vectorSession } from '../../support/idle/vectorTrace';

/** Halts that polled in vain, of a host that did not record the scheduler. */
const halts = Array.from({ length: 20 }, (_, at) => {
  const us = (offset: number): string => String(at * 1000 + offset);
  return `
    ${us(0)} c0 T0 EX 12   ${us(800)} c0 T0 HP 20000(g)10000   ${us(801)} c0 T0 WK 790000 1
    ${us(810)} c0 T0 EN
  `;
}).join('\n');

/** The host's ticks find the guest at one instruction. */
const ticks = Array.from({ length: 100 }, (_, at) => {
  const us = (offset: number): string => String(at * 4000 + offset);
  return `
    ${us(0)} c0 irq/T0 local_timer_entry   ${us(1)} c0 T0 EX svm 0x60 guest_rip=0xffffffff81a00a33
    ${us(3)} c0 T0 EN
  `;
}).join('\n');

const SWITCHES = '10 c5 W SO S   20 c5 W SI';

describe('a session of several recordings', () => {
  it('tells of a host without the scheduler what it told before another recording had it', async () => {
    const alone = await vectorSession(halts);
    const both = await vectorSession(halts, SWITCHES);
    assert.equal(alone.periods[1]!.strategy, 'hlt-poll-miss');
    assert.deepEqual(both.periods, alone.periods);
    assert.deepEqual(both.states('T0'), alone.states('T0'));
    assert.deepEqual(missingEvents(both.source), missingEvents(alone.source));
  });

  it('finds the ticks of a host, whichever of its files was named first', async () => {
    const { passes } = await vectorSession('0 c0 W mark', ticks);
    assert.equal(passThrough(passes.idle, 0)?.samples, 99);
  });

  it('takes no tick of a guest for one of the host’s thread of the same number', async () => {
    const { passes } = await vectorSession(
      ticks.replaceAll('local_timer_entry', 'reschedule_entry'),
      ticks.replaceAll(/c0 T0 E.*/gm, 'c0 T0 mark'),
    );
    assert.equal(passThrough(passes.idle, 0), undefined);
  });
});
