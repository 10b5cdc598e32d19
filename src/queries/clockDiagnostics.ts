import { baseName } from '../base/baseName';
import type { DiagnosticFacts, GuestCpuFacts, SourceFacts, SpanFacts } from '../protocol/facts';

type Finding = Pick<DiagnosticFacts, 'severity' | 'code' | 'message'>;

/**
 * What is to be known of the clocks of several recordings before their times are compared. `overlap`:
 * whether two of them have a time in common.
 */
export function clockDiagnostics(
  sources: readonly SourceFacts[],
  overlap: (source: number, other: number) => boolean,
): DiagnosticFacts[] {
  const first = sources.findIndex(({ relation }) => relation.kind === 'reference');
  const reference = sources[first];
  if (reference === undefined) return [];
  return sources.flatMap((source, index) =>
    source === reference
      ? []
      : [
          ...relationFindings(source, reference, overlap(index, first)),
          ...guestFindings(source),
        ].map((finding) => ({
          source: index,
          offset: null,
          ...finding,
        })),
  );
}

function relationFindings(
  source: SourceFacts,
  reference: SourceFacts,
  overlaps: boolean,
): readonly Finding[] {
  const { kind, samples } = source.relation;
  const name = baseName(source.path);
  const clocks = `${clockName(source)} of ${name} and ${clockName(reference)} of ${baseName(reference.path)}`;
  switch (kind) {
    case 'unknown': {
      const message = `${absentHostText(source, reference)}Nothing relates the clocks ${clocks}: both recordings are shown from one start, and times of one say nothing of the other's. Give the shift of ${name}${tscAdvice(source)}.`;
      return [{ severity: 'warning', code: 'clocks-unrelated', message }];
    }
    case 'assumed': {
      const message = `The clocks ${clocks} are taken to be one machine's; nothing recorded says so.${overlaps ? '' : ' The recordings have no time in common, so they are of other times or of other clocks.'} If ${name} was recorded in a guest, say so; if they are not one clock, give its shift.`;
      return [{ severity: 'warning', code: 'clocks-assumed', message }];
    }
    case 'recorded': {
      if (samples === null || samples.spread === '0') return [];
      const spread = shiftText(Number(samples.spread), samples.unit);
      const message = `The ${samples.count} recorded samples of how far the clocks ${clocks} are apart differ by up to ${spread}: times of one beside the other's are no more certain than that.`;
      return [{ severity: 'info', code: 'clock-samples-differ', message }];
    }
    case 'user':
    case 'reference':
      return [];
  }
}

/** trace-cmd wrote down how far a guest's clock is from its host's. */
function absentHostText(...sources: readonly SourceFacts[]): string {
  const guests = sources.filter(({ relation }) => relation.namesAbsentHost === true);
  return guests
    .map(
      ({ path }) =>
        `${baseName(path)} names another host, and how far its clock is from that one's: open it with the recording of that host. `,
    )
    .join('');
}

function clockName({ clock }: SourceFacts): string {
  return clock.name === null ? '(not named)' : `(${clock.name})`;
}

/** KVM gives a guest a TSC that is the host's with an offset, and shows it in debugfs. */
function tscAdvice({ clock, relation }: SourceFacts): string {
  const isTsc = clock.name === 'x86-tsc' && relation.guestOf !== null;
  return isTsc ? ": the negative of the host's /sys/kernel/debug/kvm/PID-FD/vcpuN/tsc-offset" : '';
}

/** Every guest event must lie between a kvm_entry and a kvm_exit of its vCPU. */
function guestFindings({ path, clock, relation }: SourceFacts): readonly Finding[] {
  const { kind, guestOf, vm, guestCpus } = relation;
  if (guestOf === null || kind === 'unknown') return [];
  const name = baseName(path);
  if (vm === null) {
    const message = `Nothing tells which VM ${name} was recorded in: its events are shown without vCPUs.`;
    return [{ severity: 'warning', code: 'guest-vm-unknown', message }];
  }
  const sum = (of: (cpu: GuestCpuFacts) => number): number =>
    guestCpus.reduce((total, cpu) => total + of(cpu), 0);
  const events = sum((cpu) => cpu.events);
  const outside = sum((cpu) => cpu.outside);
  if (events === 0) {
    const message = `No event of ${name} lies between the first and the last entry of its vCPUs on the host: the recordings were made at other times, or their clocks are not related as said.`;
    return [{ severity: 'warning', code: 'guest-not-compared', message }];
  }
  if (outside > 0) {
    const needs = guestCpus.flatMap((cpu) => needText(cpu, clock.unit)).join('; ');
    const message = `${outside} of ${events} events of ${name} lie outside of guest mode, where no guest can run: its clock is not related to the host's as said. ${needs}`;
    return [{ severity: 'warning', code: 'guest-outside-guest-mode', message }];
  }
  const slack = guestCpus.flatMap((cpu) => cpu.slack ?? []);
  const fromNs = Math.max(...slack.map((span) => span.fromNs));
  const toNs = Math.min(...slack.map((span) => span.toNs));
  const message = `All ${events} events of ${name} lie in guest mode of their vCPUs. Its clock could move by ${spanText({ fromNs, toNs }, clock.unit)} before one did not: it is at most that wrong.`;
  return [{ severity: 'info', code: 'guest-in-guest-mode', message }];
}

function needText(cpu: GuestCpuFacts, unit: 'ns' | 'cycles'): readonly string[] {
  const { vcpu, outside, best, drift } = cpu;
  if (outside === 0 || best === null) return [];
  const drifts = drift !== null && drift.fromNs !== drift.toNs;
  const over = drifts ? ` (${spanText(drift, unit)} in parts of the recording)` : '';
  return [
    `vCPU ${vcpu}: ${outside} events; fewest, ${best.outside}, were it moved by ${spanText(best, unit)}${over}`,
  ];
}

function spanText({ fromNs, toNs }: SpanFacts, unit: 'ns' | 'cycles'): string {
  if (fromNs === toNs) return signed(fromNs, unit);
  return `${signed(fromNs, unit)} to ${signed(toNs, unit)}`;
}

function signed(ns: number, unit: 'ns' | 'cycles'): string {
  return `${ns > 0 ? '+' : ''}${shiftText(ns, unit)}`;
}

function shiftText(ns: number, unit: 'ns' | 'cycles'): string {
  if (unit === 'cycles') return `${ns} cycles`;
  const us = ns / 1000;
  return `${us.toFixed(Math.abs(us) < 10 ? 1 : 0)} µs`;
}
