import { GoldenColumns } from '../../test/support/goldenReport';
import type { GoldenReport } from '../../test/support/goldenReport';
import { scriptedEvents, scriptedLosses } from './perfScript';

/** Events whose every number is kept; of all others how many there are. */
const comparedEvents = [
  'kvm:kvm_exit',
  'kvm:kvm_entry',
  'kvm:kvm_page_fault',
  'kvm:kvm_vcpu_wakeup',
  'sched:sched_switch',
  'sched:sched_waking',
];

/** What perf script says of a recording, in a form small enough to be kept. Losses: one entry with their sum. */
export async function perfGolden(program: string, file: string): Promise<GoldenReport> {
  const golden = new GoldenColumns(comparedEvents);
  for await (const { event, stamp, hostCpu, tid, fields } of scriptedEvents(program, file)) {
    const numbers = Object.entries(fields).filter(([, value]) => !value.startsWith(':'));
    golden.add({ event, stamp: BigInt(stamp), hostCpu, tid, fields: numbers });
  }
  const lost = await scriptedLosses(program, file);
  if (lost > 0) golden.lost.push([-1, lost]);
  return golden.finish();
}
