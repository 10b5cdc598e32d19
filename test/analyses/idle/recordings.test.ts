import assert from 'node:assert/strict';
import { idlePasses } from '../../../src/engine/passes';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { readThrough } from '../../../src/engine/readThrough';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { memorySource } from '../../../src/formats/memorySource';
import { TraceDatRecording } from '../../../src/ingest/tracedat/TraceDatRecording';
import { confidenceOf } from '../../../src/analyses/idle/words';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import type { IdlePeriod } from '../../../src/queries/idle/PeriodTable';
import { knownRecording, knownRecordings, matched, truthOf } from '../../support/idle/truth';
import type { TruePeriod } from '../../support/idle/truth';
import { sourcesOf } from '../../support/openTrace';

/** Without a right answer on why they end: only kvm_entry and kvm_exit were recorded. */
const BLIND = 'vmx-minimal-hlt-timer';

/** Parameter `poll_overshoot` (C.7) and what an interrupt between adds: 34 µs were seen (C.3). */
const POLL_OVERSHOOT_NS = 54_000;

/** Whose loss could make another cause look certain. */
const ignorable = [
  ...['kvm_exit', 'kvm_entry', 'kvm_vcpu_wakeup', 'kvm_halt_poll_ns', 'kvm_apic_accept_irq'],
  ...['kvm_apicv_accept_irq', 'kvm_apic_ipi', 'kvm_inj_virq', 'kvm_msi_set_irq', 'kvm_set_irq'],
  ...['kvm_userspace_exit', 'kvm_page_fault', 'kvm_msr', 'sched_switch', 'sched_waking'],
];

type Matches = ReadonlyMap<TruePeriod, readonly IdlePeriod[]>;

describe('idle periods of real recordings, against what their guests wrote down', function () {
  this.timeout(20_000);
  let decompressor: Decompressor;

  before(async () => {
    decompressor = await nodeDecompressor();
  });

  const matches = (name: string, ignored?: string): Matches => {
    const source = memorySource(name, knownRecording(name));
    const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
    const keeps = (_: string, event: string): boolean => event !== ignored;
    const trace = new OpenTrace({ open: sourcesOf(recording), blocks: 'reused', keeps });
    const { idle, directory } = readThrough(trace, idlePasses(trace, 0));
    const table = new PeriodTable(idle, directory.refs());
    return matched(truthOf(name), table, ({ binding }) => directory.bindings.all[binding]!.tid);
  };

  for (const name of knownRecordings()) {
    it(`finds every period and its strategy: ${name}`, () => {
      for (const [{ startNs, strategies }, found] of matches(name)) {
        assert.ok(found.length > 0, `nothing found at ${startNs}`);
        for (const { strategy } of found) assert.ok(strategies.includes(strategy), strategy);
      }
    });

    const loops = truthOf(name).filter(({ iterations }) => iterations >= 0);
    if (loops.length > 0) {
      it(`counts every MWAIT: ${name}`, () => {
        const all = matches(name);
        const found = [...all].flatMap(([of, list]) => (of.iterations < 0 ? [] : list));
        assert.equal(
          sumOf(found.map(({ iterations }) => iterations)),
          sumOf(loops.map(({ iterations }) => iterations)),
        );
      });
    }

    it(`polls no longer than its window, but for what ending it takes: ${name}`, () => {
      for (const found of matches(name).values()) {
        for (const { startNs, pollNs, windowNs } of found) {
          if (windowNs < 0 || pollNs < 0) continue;
          assert.ok(
            pollNs <= windowNs + POLL_OVERSHOOT_NS,
            `${pollNs} of ${windowNs} at ${startNs}`,
          );
        }
      }
    });

    if (name !== BLIND) {
      it(`tells what ended each: ${name}`, () => {
        for (const [{ startNs, causes, sender, vector, iterations }, found] of matches(name)) {
          const { cause, sourceVcpu, vector: told } = found.at(-1)!;
          assert.ok(causes.includes(cause), `${cause} at ${startNs}`);
          if (sender >= 0 && cause !== 'device') assert.equal(sourceVcpu ?? -1, sender);
          if (vector >= 0 && iterations < 0) assert.equal(told, vector);
        }
      });
    }

    it(`never is certain of a wrong strategy or cause, whatever event lacks: ${name}`, () => {
      for (const event of ignorable) {
        for (const [{ startNs, strategies, causes }, found] of matches(name, event)) {
          const last = found.at(-1);
          if (last === undefined) continue;
          const where = `at ${startNs} without ${event}`;
          if (confidenceOf(last.rank) === 'certain') {
            assert.ok(strategies.includes(last.strategy), `${last.strategy} ${where}`);
          }
          if (confidenceOf(last.causeRank) !== 'certain') continue;
          assert.ok(causes.includes(last.cause), `${last.cause} ${where}`);
        }
      }
    });
  }

  it(`says that nothing tells what ended a period where no such event was recorded: ${BLIND}`, () => {
    for (const found of matches(BLIND).values()) {
      for (const { cause, causeRank } of found)
        assert.deepEqual([cause, causeRank], ['unknown', 0]);
    }
  });
});

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
