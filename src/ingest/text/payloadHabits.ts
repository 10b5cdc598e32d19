import { TWO_32 } from '../../base/twoTo32';
import type { RawNumbers } from '../../formats/text/NamedValues';
import { exitReasonWords } from '../../kvm/text/exitReasonWords';

/** What holds for all payloads of a text, and not every one of them shows. */
export interface PayloadHabits {
  /** `isa` of the host's exits: a reason without a name, `UNKNOWN (65)`, does not tell it. */
  readonly isa: number | undefined;
  /** trace-cmd before libtraceevent 1.6 prints all raw numbers in decimal, later ones as the event does. */
  readonly rawNumbers: RawNumbers;
}

const isaOfWord: ReadonlyMap<string, number> = new Map(
  exitReasonWords().map(([word, number]) => [word, Math.floor(number / TWO_32)]),
);

/** What this payload tells of the ISA: undefined when it is no exit's, or its reason has no name. */
export function isaOfPayload(event: string, payload: string): number | undefined {
  if (!event.endsWith('kvm_exit')) return undefined;
  const recorded = /\bisa=([12])\b/.exec(payload);
  if (recorded !== null) return Number(recorded[1]);
  const reason = /\breason ([\w ]+?) rip /.exec(payload)?.[1];
  return reason === undefined ? undefined : isaOfWord.get(reason);
}

/** Fields that events print behind `0x`: a raw one other than 0 without it is decimal. */
const prefixedFields: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    kvm_exit: 'info1|info2',
    kvm_page_fault: 'fault_address',
    kvm_mmio: 'gpa',
    kvm_msr: 'data',
    kvm_pio: 'port',
  }).map(([event, fields]) => [event, new RegExp(`\\b(?:${fields})=(0x|[1-9])`)]),
);

export function rawNumbersOf(event: string, payload: string): RawNumbers | undefined {
  const name = event.slice(event.indexOf(':') + 1);
  const start = prefixedFields.get(name)?.exec(payload)?.[1];
  if (start === undefined) return undefined;
  return start === '0x' ? 'as-printed' : 'decimal';
}
