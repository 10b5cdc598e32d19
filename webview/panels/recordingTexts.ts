import { baseName } from '../../src/base/baseName';
import type { ClockShift } from '../../src/protocol/ClockShift';
import type { GuestCpuFacts, SourceFacts, SpanFacts } from '../../src/protocol/facts';
import { formatText } from '../../src/protocol/formatText';
import { formatBytes } from '../format/bytes';
import { counted, formatCount } from '../format/count';
import { formatShare } from '../format/share';
import { formatDuration, type ClockUnit } from '../format/time';

/** What tells recordings apart in a narrow column: `host` of `host.trace.dat`. */
export function shortName(path: string): string {
  return baseName(path).replace(/\.(trace\.dat|perf\.data|dat|data|txt|csv)$/i, '');
}

/** What a recording is, in one line. */
export function recordingText(source: SourceFacts): string {
  const { clock, kernel, fileBytes } = source;
  const clockText = clock.name === null ? 'clock not recorded' : `clock ${clock.name}`;
  return [
    formatText(source),
    kernel ?? 'kernel not recorded',
    clockText,
    formatBytes(fileBytes),
  ].join(' · ');
}

/** How its times became the session's. */
export function relationText(source: SourceFacts, sources: readonly SourceFacts[]): string {
  const { kind, shiftNs, samples, guestOf, vm } = source.relation;
  const host = guestOf === null ? undefined : sources[guestOf];
  const vmText = vm === null ? 'in a VM that nothing tells' : `in VM ${vm}`;
  const role = host === undefined ? '' : `Recorded ${vmText} of ${baseName(host.path)}. `;
  return role + timesText(kind, shiftNs, samples, source.clock.unit);
}

function timesText(
  kind: SourceFacts['relation']['kind'],
  shiftNs: string,
  samples: SourceFacts['relation']['samples'],
  unit: ClockUnit,
): string {
  const more = shiftNs === '0' ? '' : `, and by ${signedText(Number(shiftNs), unit)} as you said`;
  switch (kind) {
    case 'reference':
      return 'The session’s clock: the others are put onto it.';
    case 'recorded': {
      const spread =
        samples === null || samples.spread === '0'
          ? ''
          : `, which differ by up to ${formatDuration(Number(samples.spread), samples.unit)}`;
      return `Its times are moved by ${counted(samples?.count ?? 0, 'recorded offset')}${spread}${more}.`;
    }
    case 'user':
      return 'Its times are moved as you said.';
    case 'assumed':
      return 'Its clock is taken to be the same; nothing recorded says so.';
    case 'unknown':
      return 'Nothing relates its clock: it is shown from the session’s start, and its times say nothing about the others’.';
  }
}

/** Whether events of the guest lie where no guest can run. */
export function guestCpuTexts(
  { vcpu, tid, events, outside, untold, slack, best, drift }: GuestCpuFacts,
  unit: ClockUnit,
): readonly string[] {
  const share = events === 0 ? '' : ` (${formatShare(outside / events)})`;
  const needs = outside > 0 && best !== null;
  return [
    vcpu.toString(),
    tid.toString(),
    formatCount(events),
    `${formatCount(outside)}${share}`,
    formatCount(untold),
    slack === null || outside > 0 ? '–' : spanText(slack, unit),
    needs ? `${spanText(best, unit)}, leaves ${formatCount(best.outside)}` : '–',
    needs && drift !== null ? spanText(drift, unit) : '–',
  ];
}

/** The columns of `guestCpuTexts`. */
export const guestCpuColumns: readonly { readonly title: string; readonly meaning: string }[] = [
  { title: 'vCPU', meaning: 'vCPU of the guest' },
  { title: 'Thread', meaning: 'Host thread that runs it' },
  {
    title: 'Guest events',
    meaning: 'Those between the thread’s first and last kvm_entry or kvm_exit',
  },
  {
    title: 'Outside guest mode',
    meaning: 'Those between a kvm_exit and the next kvm_entry, where no guest can run',
  },
  { title: 'Cannot tell', meaning: 'Those where the host lost the events that would tell' },
  {
    title: 'Clock may move by',
    meaning: 'Before an event got out of guest mode: the clock is at most that wrong',
  },
  { title: 'Should move by', meaning: 'The shift that leaves fewest events outside' },
  { title: 'Over the recording', meaning: 'Lowest and highest shift that slices of it need' },
];

/** As the shift field takes it. */
export function shiftFieldText(shift: ClockShift | undefined): string {
  if (shift === undefined) return '';
  return shift.unit === 'ns' ? `${shift.by}ns` : shift.by;
}

/** The middle of what a vCPU needs: something to try. */
export function suggestedShift(cpus: readonly GuestCpuFacts[]): number | undefined {
  const [worst] = cpus
    .filter(({ outside, best }) => outside > 0 && best !== null && best.outside < outside)
    .sort((a, b) => b.outside - a.outside);
  return worst?.best ? Math.round((worst.best.fromNs + worst.best.toNs) / 2) : undefined;
}

function spanText({ fromNs, toNs }: SpanFacts, unit: ClockUnit): string {
  if (fromNs === toNs) return signedText(fromNs, unit);
  return `${signedText(fromNs, unit)} to ${signedText(toNs, unit)}`;
}

/** A shift with its sign, also where it is forwards. */
export function signedText(ns: number, unit: ClockUnit): string {
  const sign = ns > 0 ? '+' : ns < 0 ? '−' : '';
  return sign + formatDuration(Math.abs(ns), unit);
}
