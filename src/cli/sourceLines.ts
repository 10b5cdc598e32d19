import { baseName } from '../base/baseName';
import type { SourceFacts } from '../protocol/facts';
import { formatText } from '../protocol/formatText';

const conversions = {
  none: '',
  recorded: ', converted as recorded',
  user: ', converted by --tsc-khz',
} as const;

/** What `exitscope info` prints of one of the recordings. */
export function sourceLines(
  source: SourceFacts,
  index: number,
  all: readonly SourceFacts[],
): [string, string][] {
  const { clock } = source;
  return [
    ['file', source.path],
    ['format', formatText(source)],
    ['kernel', source.kernel ?? 'not recorded'],
    ['clock', `${clock.name ?? 'not recorded'} (${clock.unit}${conversions[clock.conversion]})`],
    ...(all.length > 1 ? relationLines(source, index, all) : []),
    ['host CPUs', String(source.hostCpus ?? 'not recorded')],
  ];
}

function relationLines(
  { relation }: SourceFacts,
  index: number,
  all: readonly SourceFacts[],
): [string, string][] {
  const { guestOf, vm, guestCpus } = relation;
  const role = vm === null ? 'unknown VM' : `VM ${vm}`;
  return [
    ['source', String(index)],
    ['times', timesText(relation)],
    ...(guestOf === null
      ? []
      : [['guest', `${role} of ${baseName(all[guestOf]!.path)}`] as [string, string]]),
    ...guestCpus.map(({ vcpu, tid, events, outside }): [string, string] => [
      `vCPU ${vcpu}`,
      events === 0
        ? `thread ${tid}: no event between its first and its last entry, so nothing tells whether the clocks agree`
        : `thread ${tid}: ${outside} of ${events} events outside of guest mode`,
    ]),
  ];
}

function timesText({ kind, shiftNs, samples }: SourceFacts['relation']): string {
  const more = shiftNs === '0' ? '' : `, moved by ${shiftNs} ns`;
  switch (kind) {
    case 'reference':
      return `as recorded: the others are put onto this clock${more}`;
    case 'recorded':
      return `moved by the ${samples?.count ?? 0} recorded offsets${more}`;
    case 'user':
      return `moved as said${more}`;
    case 'assumed':
      return 'as recorded: taken to be the same clock';
    case 'unknown':
      return 'moved to start with the others: nothing relates the clocks';
  }
}
