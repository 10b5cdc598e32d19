import { IdleAction } from '../../analyses/idle/idleActions';
import type { HotSubject } from '../../protocol/code';
import type { HotHappenings } from './HotSource';

const NOTHING: Readonly<Record<HotSubject, string>> = {
  exits: 'No kvm_exit was recorded that tells where the guest was.',
  idle: 'No idle period was recorded that tells where the guest was.',
  stores: 'No store was recorded into a page whose entry forbids it.',
  ipis: 'No exit was recorded by which a vCPU sent an interrupt to another one.',
  wakes: 'No idle period was recorded that the code of another vCPU ended.',
};

const NO_IPI_EVENTS =
  'None of kvm_apic_ipi, kvm_msr and kvm_apic was recorded: nothing tells of IPIs.';
const BY_ICR =
  'kvm_apic_ipi was not recorded: IPIs are told by writes of the interrupt command register.';
const AVIC = 'AVIC sends IPIs to vCPUs that run without an exit: those are not among them.';

/** What a trace has of the events that tell of IPIs. */
export interface IpiEvents {
  /** Of each recording: its events by IdleAction. */
  readonly seen: readonly Float64Array[];
  /** kvm_apic_ipi would be in it, had there been one. */
  readonly wereAskedFor: boolean;
}

/** Why there is nothing, or not all, in sentences; null: nothing lacks. */
export function hotLack(
  of: HotSubject,
  { rows, elsewhere }: Omit<HotHappenings, 'lack'>,
  events: IpiEvents,
): string | null {
  const sentences = [
    ...(rows.length === 0 ? [NOTHING[of]] : []),
    ...(of === 'ipis' ? ipiLacks(events) : []),
    ...(elsewhere.length === 0 ? [] : [elsewhereText(elsewhere)]),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

function ipiLacks({ seen, wereAskedFor }: IpiEvents): readonly string[] {
  const isSeen = (...actions: readonly number[]): boolean =>
    actions.some((action) => seen.some((counts) => counts[action]! > 0));
  const { Ipi, Msr, Apic, HyperVIpi, AvicIpi } = IdleAction;
  if (isSeen(AvicIpi)) return [AVIC];
  if (wereAskedFor || isSeen(Ipi, HyperVIpi)) return [];
  return [isSeen(Msr, Apic) ? BY_ICR : NO_IPI_EVENTS];
}

function elsewhereText(elsewhere: HotHappenings['elsewhere']): string {
  const count = elsewhere.reduce((sum, of) => sum + of.count, 0);
  const causes = elsewhere.map((of) => `${of.reason} ${of.count}`).join(', ');
  return `No code of another vCPU is known to have caused ${count} further ends of idle periods: ${causes}.`;
}
