import assert from 'node:assert/strict';
import { vectorTrace } from '../../support/idle/vectorTrace';

describe('PeriodTable', () => {
  it('tells the poll window of a halt whose thread ran another vCPU afterwards', async () => {
    const { table } = await vectorTrace(`
      0 c0 T0 EN   10 c0 T0 EX 12   14 c0 T0 HP 20000(g)10000   15 c0 T0 WK 5000 0   16 c0 T0 EN
      30 c0 T0 EX 12   35 c0 T0 WK 5000 0   36 c0 T0 EN
      50 c0 T0 EN vcpu_id=3   60 c0 T0 EX 30 vcpu_id=3
    `);

    assert.deepEqual(
      [table.at(0), table.at(1)].map(({ vcpu, windowNs }) => [vcpu, windowNs]),
      [
        [0, 10_000],
        [0, 20_000],
      ],
    );
  });
});
