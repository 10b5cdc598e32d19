import assert from 'node:assert/strict';
import { idlePasses } from '../../../src/engine/passes';
import { finishPasses, takeBlock } from '../../../src/engine/readThrough';
import { periodOrder } from '../../../src/queries/idle/periodOrder';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import { latencyOf } from '../../../src/queries/idle/selectsPeriod';
import { fixtureBytes, openedTrace } from '../../support/openTrace';

/** 200 MWAIT loops, of which only those that a timer ended have a latency. */
const FIXTURE = 'vmx-lost-events';

describe('periodOrder', () => {
  let table: PeriodTable;
  before(async () => {
    const trace = await openedTrace(fixtureBytes(FIXTURE));
    const passes = idlePasses(trace, 0);
    for (const block of trace.table.blocks) takeBlock(passes, block, trace);
    finishPasses(passes, trace);
    table = new PeriodTable(passes.idle, passes.directory.refs());
  });

  it('has every period of a selection, whatever it is ordered by', () => {
    for (const order of ['latency', 'length', 'start'] as const) {
      const positions = periodOrder(table, { strategy: 'mwait-nop' }, order);
      assert.equal(new Set(positions).size, 200, order);
    }
  });

  it('puts those last whose latency is not recorded', () => {
    const latencies = [...periodOrder(table, {}, 'latency')].map((at) => latencyOf(table.at(at)));
    const known = latencies.filter((latency) => latency !== undefined);

    assert.ok(known.length > 0 && known.length < latencies.length);
    assert.deepEqual(
      latencies.slice(0, known.length),
      known.toSorted((a, b) => b - a),
    );
  });
});
