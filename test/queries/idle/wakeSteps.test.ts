import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { idlePasses } from '../../../src/engine/passes';
import { readThrough } from '../../../src/engine/readThrough';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { memorySource } from '../../../src/formats/memorySource';
import { TraceDatRecording } from '../../../src/ingest/tracedat/TraceDatRecording';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import { wakeSteps } from '../../../src/queries/idle/wakeSteps';
import { rowAtTime } from '../../../src/queries/rowAtTime';
import { knownRecording, knownRecordings } from '../../support/idle/truth';
import { vectorTrace } from '../../support/idle/vectorTrace';
import { sourcesOf } from '../../support/openTrace';

describe('wakeSteps', function () {
  this.timeout(20_000);
  let decompressor: Decompressor;

  before(async () => {
    decompressor = await nodeDecompressor();
  });

  for (const name of knownRecordings()) {
    it(`names only events that a recording holds at that time: ${name}`, () => {
      const source = memorySource(name, knownRecording(name));
      const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
      const trace = new OpenTrace({ open: sourcesOf(recording), blocks: 'kept' });
      const { idle, directory } = readThrough(trace, idlePasses(trace, 0));
      let events = 0;
      for (const period of new PeriodTable(idle, directory.refs()).walk()) {
        for (const { step, timeNs, event } of wakeSteps(period)) {
          if (event === '') continue;
          events++;
          assert.ok(rowAtTime(trace.table, timeNs, event) !== undefined, `${step} at ${timeNs}`);
        }
      }
      assert.ok(events > 10);
    });
  }

  it('names no event for a begin that only the length of a halt tells', async () => {
    const { table } = await vectorTrace('0 c0 T0 HVT 0   100 c0 T0 WK 60000 0   101 c0 T0 EN');
    assert.deepEqual(wakeSteps(table.at(0)), [
      { step: 'idle', timeNs: 40_000, event: '' },
      { step: 'entry', timeNs: 101_000, event: 'kvm_entry' },
    ]);
  });

  it('ends a halt at its own event where no entry is recorded', async () => {
    const { table } = await vectorTrace('0 c0 T0 HVT 0   100 c0 T0 WK 60000 0   200 c0 T0 HVT 0');
    assert.deepEqual(wakeSteps(table.at(0)).at(-1), {
      step: 'entry',
      timeNs: 100_000,
      event: 'kvm_vcpu_wakeup',
    });
  });
});
