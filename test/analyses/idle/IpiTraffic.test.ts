import assert from 'node:assert/strict';
import { vectorTrace } from '../../support/idle/vectorTrace';

describe('IpiTraffic', () => {
  it('tells the guest code that sent an IPI by the exit that it took', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   0 c1 T1 EN   10 c1 T1 EX 32 guest_rip=0x1234   11 c1 T1 IPI 0 253
      12 c1 T1 ACC 0 253   13 c1 T1 EN
    `);
    const [route] = [...trace.passes.idle.ipis.routes];
    assert.deepEqual(
      route?.places.most(1).map(({ ripLow }) => ripLow),
      [0x1234],
    );
  });

  it('tells no guest code where exits are not recorded', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 HVT 0   0 c1 T1 HVT 0   5 c1 T1 WK 3000 1   11 c1 T1 IPI 0 253   12 c1 T1 ACC 0 253
    `);
    const [route] = [...trace.passes.idle.ipis.routes];
    assert.equal(route?.count, 1);
    assert.equal(route.places.samples, 0);
  });
});
