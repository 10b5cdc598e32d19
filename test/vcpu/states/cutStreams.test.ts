import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { idlePasses } from '../../../src/engine/passes';
import { readThrough } from '../../../src/engine/readThrough';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { memorySource } from '../../../src/formats/memorySource';
import { TraceDatRecording } from '../../../src/ingest/tracedat/TraceDatRecording';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import type { TracePart } from '../../../src/protocol/TracePart';
import { VCPU_STATES } from '../../../src/vcpu/states/VcpuState';
import { fixtureBytes, sourcesOf } from '../../support/openTrace';
import { idleTracepoints } from '../../support/idle/tracepoints';
import { traceText } from '../../support/traceText';

interface Told {
  readonly lost: OpenTrace['reader']['lost'];
  readonly lastNs: number;
  /** By vCPU. */
  readonly nsOf: readonly Readonly<Record<string, number>>[];
  /** End of the last idle period; -1: it was not seen. */
  readonly lastPeriodEndNs: number | undefined;
}

/** Kernel's id of a task state: asleep, and may be interrupted. */
const S = 1;

describe('states of a vCPU whose host CPU has its data cut off', () => {
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  function toldBy(bytes: Uint8Array, part: TracePart = {}): Told {
    const source = memorySource('cut.trace.dat', bytes);
    const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
    const trace = new OpenTrace({ blocks: 'kept', part, open: sourcesOf(recording) });
    const { states, idle, directory } = readThrough(trace, idlePasses(trace, trace.reader.fromNs));
    const { lost, lastNs } = trace.reader;
    const nsOf = states.ledgers.map((ledger) =>
      Object.fromEntries(VCPU_STATES.map((name, state) => [name, ledger!.totalsNs[state]!])),
    );
    const table = new PeriodTable(idle, directory.refs());
    const lastPeriodEndNs = table.length > 0 ? table.at(table.length - 1).endNs : undefined;
    return { lost, lastNs, nsOf, lastPeriodEndNs };
  }

  // Its last bytes are the last events of host CPU 1, on which vCPU 0 runs.
  const whole = fixtureBytes('vmx-hlt-ipi.v6');
  const cut = whole.subarray(0, 220_000);

  it('lists the rest of the trace as lost there', () => {
    assert.deepEqual(toldBy(whole).lost, []);
    const { lost, lastNs } = toldBy(cut);
    assert.equal(lastNs, toldBy(whole).lastNs);
    assert.deepEqual(
      lost.map(({ hostCpu, toNs, count }) => [hostCpu, toNs, count]),
      [[1, lastNs, null]],
    );
    assert.ok(lost[0]!.fromNs < lastNs - 100e6);
  });

  it('are unknown from the cut on, and those of the others are as in the whole recording', () => {
    const { lost, lastNs, nsOf } = toldBy(cut);
    const cutNs = lost[0]!.fromNs;
    const upToCut = toldBy(whole, { toNs: cutNs }).nsOf[0]!;
    const unknownNs = upToCut['unknown']! + lastNs - cutNs;
    assert.deepEqual(nsOf[0], { ...upToCut, unknown: unknownNs });
    assert.deepEqual(nsOf[1], toldBy(whole).nsOf[1]);
  });

  it('leave the idle period open that the cut is in', () => {
    assert.ok(toldBy(whole).lastPeriodEndNs! > 0);
    assert.equal(toldBy(cut).lastPeriodEndNs, -1);
  });

  it('are unknown of a thread that sleeps elsewhere too: it may have gone on there', () => {
    const others = Array.from({ length: 24 }, (_, at) => `${at} cpu1 101 kvm_entry vcpu_id=1`);
    const bytes = traceText(
      `
      ${others.join('\n')}
      2 cpu0 100 kvm_entry vcpu_id=0
      3 cpu0 100 sched_switch prev_pid=100 prev_state=${S} next_pid=0
      900 cpu0 0 sched_switch prev_pid=0 prev_state=0 next_pid=7
    `,
      { version: 6, pageBytes: 256, tracepoints: idleTracepoints('X4') },
    );
    const { lost, nsOf } = toldBy(bytes.subarray(0, bytes.length - 10));
    const cutNs = lost[0]!.fromNs;
    assert.ok(cutNs > 3 && cutNs < 23);
    assert.equal(nsOf[1]!['unknown'], 900 - cutNs);
  });
});
