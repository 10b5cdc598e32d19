import assert from 'node:assert/strict';
import { tidOf } from '../../../support/idle/vectorEvents';
import { vectorTrace } from '../../../support/idle/vectorTrace';

/** Both vCPUs 0 halt. */
const halted = `
  0 c0 T0 EN   0 c1 Q0 EN   1 c0 T0 EX 12   1 c1 Q0 EX 12   2 c0 T0 SO S   2 c1 Q0 SO S
`;

describe('wakes in two VMs that share vCPU ids, by the vectors of the domain reference', () => {
  it('V55 gives an interrupt to the vCPU that its sender woke', async () => {
    const trace = await vectorTrace(`
      ${halted}
      10 c2 IO ACC 0 65   10.5 c2 IO WG T0   12 c0 T0 SI   13 c0 T0 WK 11500 1   14 c0 T0 INJ 65   15 c0 T0 EN
      20 c2 W ACC 0 65   20.5 c2 W WG Q0   22 c1 Q0 SI   23 c1 Q0 WK 21500 1   24 c1 Q0 INJ 65   25 c1 Q0 EN
    `);
    trace.assertPeriods(
      { vm: 0, from: 1, cause: 'device', senderTid: tidOf('IO') },
      { vm: 1, from: 1, cause: 'device', senderTid: tidOf('W') },
    );
  });

  it('V55 gives an interrupt of which nobody was woken to neither', async () => {
    const trace = await vectorTrace(`
      ${halted}
      20 c2 W ACC 0 65
      22 c0 T0 WK 20500 0   23 c0 T0 EN   22 c1 Q0 WK 20500 0   23 c1 Q0 EN
    `);
    trace.assertPeriods({ vm: 0, cause: 'unknown' }, { vm: 1, cause: 'unknown' });
  });

  it('V55 trusts no worker that may serve any VM, whomever it woke before', async () => {
    const trace = await vectorTrace(`
      ${halted}
      20 c2 W ACC 0 65   20.5 c2 W WG Q0   22 c1 Q0 SI   23 c1 Q0 WK 21500 1   24 c1 Q0 INJ 65   25 c1 Q0 EN
      30 c1 Q0 EX 12   40 c2 W ACC 0 66   42 c1 Q0 WK 11000 0   43 c1 Q0 EN
    `);
    const [, , later] = trace.periods;
    assert.equal(later?.from, 30);
    assert.notEqual(later.causeConfidence, 'certain');
  });
});
