import assert from 'node:assert/strict';
import { CONFIDENCES, confidenceOf } from '../../../src/analyses/idle/words';
import type { Confidence } from '../../../src/analyses/idle/words';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { idlePasses } from '../../../src/engine/passes';
import { readThrough } from '../../../src/engine/readThrough';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { memorySource } from '../../../src/formats/memorySource';
import { TraceDatRecording } from '../../../src/ingest/tracedat/TraceDatRecording';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import type { IdlePeriod } from '../../../src/queries/idle/PeriodTable';
import { whyUnknown } from '../../../src/queries/idle/wakeFacts';
import { knownRecording, knownRecordings } from '../../support/idle/truth';
import { sourcesOf } from '../../support/openTrace';

/** Classes of events, alone and with others that tell the same. */
const lacking: readonly (readonly string[])[] = [
  ...['kvm_exit', 'kvm_entry', 'kvm_vcpu_wakeup', 'kvm_halt_poll_ns', 'kvm_userspace_exit'],
  ...['kvm_apic_accept_irq', 'kvm_apicv_accept_irq', 'kvm_apic_ipi', 'kvm_inj_virq', 'kvm_msr'],
  ...['kvm_msi_set_irq', 'kvm_set_irq', 'kvm_hypercall', 'kvm_page_fault', 'kvm_emulate_insn'],
  ...['sched_switch', 'sched_waking', 'sched_wakeup', 'hrtimer_expire_entry', 'signal_generate'],
  ...['irq_handler_entry', 'local_timer_entry', 'kvm_hv_timer_state'],
]
  .map((event) => [event])
  .concat([
    ['kvm_apic_accept_irq', 'kvm_apic_ipi'],
    ['kvm_apic_accept_irq', 'kvm_inj_virq'],
    ['sched_waking', 'kvm_inj_virq'],
    ['sched_switch', 'sched_waking'],
  ]);

interface ToldPeriod extends IdlePeriod {
  readonly tid: number;
  readonly whyUnknown: string | null;
}

/** What lacks makes statements weaker or unknown, and no other statements likely. */
describe('idle periods of a real recording that lacks events', function () {
  this.timeout(30_000);
  let decompressor: Decompressor;

  before(async () => {
    decompressor = await nodeDecompressor();
  });

  const periodsOf = (name: string, lacked: readonly string[]): readonly ToldPeriod[] => {
    const source = memorySource(name, knownRecording(name));
    const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
    const keeps = (_: string, event: string): boolean => !lacked.includes(event);
    const trace = new OpenTrace({ open: sourcesOf(recording), blocks: 'reused', keeps });
    const { idle, directory } = readThrough(trace, idlePasses(trace, 0));
    const table = new PeriodTable(idle, directory.refs());
    return Array.from({ length: table.length }, (_, at) => {
      const period = table.at(at);
      const { tid } = directory.bindings.all[period.binding]!;
      return { ...period, tid, whyUnknown: whyUnknown(period, idle) };
    });
  };

  for (const name of knownRecordings()) {
    it(`are told no surer, and none otherwise: ${name}`, () => {
      const full = periodsOf(name, []);
      for (const lacked of lacking) {
        for (const period of periodsOf(name, lacked)) {
          const whole = sameIn(full, period);
          if (whole !== undefined) assertWeaker(period, whole, `without ${lacked.join()}`);
        }
      }
    });
  }
});

/** The period that this one overlaps most; of one without an end, the one that begins there. */
function sameIn(full: readonly ToldPeriod[], period: ToldPeriod): ToldPeriod | undefined {
  const overlap = ({ startNs, endNs }: ToldPeriod): number =>
    period.endNs < 0
      ? -Math.abs(startNs - period.startNs)
      : Math.min(endNs < 0 ? Infinity : endNs, period.endNs) - Math.max(startNs, period.startNs);
  const own = full.filter(({ tid }) => tid === period.tid);
  const best = own.reduce<ToldPeriod | undefined>(
    (most, of) => (most === undefined || overlap(of) > overlap(most) ? of : most),
    undefined,
  );
  return best !== undefined && overlap(best) >= 0 ? best : undefined;
}

function assertWeaker(period: ToldPeriod, whole: ToldPeriod, how: string): void {
  const at = `at ${period.startNs} ${how}`;
  assertNoSurer(period.strategy, period.rank, whole.strategy, whole.rank, at);
  if (period.endNs < 0 || whole.endNs < 0) return;
  assertNoSurer(period.cause, period.causeRank, whole.cause, whole.causeRank, at);
  if (period.cause === 'unknown' && whole.cause !== 'unknown') {
    assert.equal(period.whyUnknown, 'not-recorded', `${whole.cause} ${at}`);
  }
}

function assertNoSurer(
  now: string,
  rank: number,
  full: string,
  fullRank: number,
  at: string,
): void {
  const [sure, fullSure] = [confidenceOf(rank), confidenceOf(fullRank)];
  const change = `${full} (${fullSure}) became ${now} (${sure}) ${at}`;
  assert.ok(levelOf(sure) <= levelOf(fullSure), change);
  if (now !== full) assert.ok(levelOf(sure) <= levelOf('weak'), change);
}

function levelOf(confidence: Confidence): number {
  return -CONFIDENCES.indexOf(confidence);
}
