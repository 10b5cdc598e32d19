import assert from 'node:assert/strict';
import { findingContext } from '../../../src/queries/findings/findingContext';
import { faultOrder } from '../../../src/queries/conflicts/faultOrder';
import { pageSource } from '../../../src/queries/conflicts/PageSource';
import type { FaultSelection } from '../../../src/protocol/pages';
import { vectorTrace } from '../../support/idle/vectorTrace';

/** A store into a protected page that wakes vCPU 0, one that wakes nobody, and a read. */
const faults = `
  0 c1 T1 EX 48 info1=0x1aa   1 c1 T1 PF 0x7008 0x1aa   2 c1 T1 ACC 0 66   5 c1 T1 EN
  20 c1 T1 EX 48 info1=0x1aa   21 c1 T1 PF 0x7008 0x1aa   25 c1 T1 EN
  40 c1 T1 EX 48 info1=0x181   41 c1 T1 PF 0x7008 0x181   45 c1 T1 EN
`;

async function exitsOf(selection: FaultSelection): Promise<readonly number[]> {
  const { source, table } = await vectorTrace(faults);
  const { reader } = pageSource(findingContext(source), table);
  const found = faultOrder(reader, selection, 'time', 64);
  const exits = [...found].map((index) => reader.table.exitNs(index));
  return exits.map((ns) => (ns - reader.table.exitNs(0)) / 1000);
}

describe('faultOrder', () => {
  it('tells stores from other accesses', async () => {
    assert.deepEqual(await exitsOf({}), [0, 20, 40]);
    assert.deepEqual(await exitsOf({ stores: 'all' }), [0, 20]);
  });

  it('tells the stores that woke a vCPU from those that woke none', async () => {
    assert.deepEqual(await exitsOf({ stores: 'waking' }), [0]);
    assert.deepEqual(await exitsOf({ stores: 'unheard' }), [20]);
  });
});
