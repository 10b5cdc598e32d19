import type { FieldValue } from '../fieldValues';
import { grouped } from '../fieldValues';
import type { DescribedEvent, Describers, Words } from './words';

/** What fits into a line of the event table. */
const MOST_COUNTERS = 8;

/** A sample of kvm_stat: what each counter gained since the sample before it. */
export const counterWords: Describers = { kvm_stat: sampleInWords };

function sampleInWords({ fields }: DescribedEvent): Words {
  const gained = Array.from(fields)
    .filter((counter): counter is [string, number | bigint] => isGain(counter[1]))
    .sort(([, a], [, b]) => (a === b ? 0 : a < b ? 1 : -1));
  const shown = gained
    .slice(0, MOST_COUNTERS)
    .map(([name, count]) => `${name} ${count > 0 ? '+' : ''}${grouped(count)}`);
  const left = gained.length - shown.length;
  const summary =
    shown.length === 0 ? 'no counter moved' : shown.join(', ') + (left > 0 ? `, ${left} more` : '');
  return {
    summary,
    sentences: [
      'A sample of kvm_stat: what each counter gained since the sample before it, over all vCPUs and VMs that were watched.',
      shown.length === 0 ? 'No counter moved.' : undefined,
    ],
  };
}

function isGain(value: FieldValue): value is number | bigint {
  return (typeof value === 'number' || typeof value === 'bigint') && value !== 0 && value !== 0n;
}
