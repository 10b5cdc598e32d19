import { decimalField, groupedField, isSet, numberOf } from '../fieldValues';
import type { DescribedEvent, Describers, Words } from './words';

/** The end of a halt, and the poll window that it leaves behind. Source: domain reference A.1, C.3. */
export const haltWords: Describers = {
  kvm_vcpu_wakeup: wakeupWords,
  kvm_halt_poll_ns: haltPollWords,
};

function wakeupWords({ fields }: DescribedEvent): Words {
  const halted = `halted ${groupedField(fields, 'ns')} ns`;
  if (!fields.has('waited')) {
    return {
      summary: halted,
      sentences: ['Whether the thread was scheduled out is not recorded (before 4.2).'],
      meanings: { ns: 'length of the whole halt, in ns of CLOCK_MONOTONIC' },
    };
  }
  const waited = isSet(fields, 'waited');
  return {
    summary: waited
      ? `${halted}: scheduled out at least once`
      : `${halted}: polled or already pending, not scheduled out`,
    sentences: [
      `The halt lasted ${groupedField(fields, 'ns')} ns, polling and waiting together.`,
      waited
        ? 'The thread was scheduled out at least once.'
        : 'The thread was not scheduled out. That does not prove polling: with a poll window of 0 the wake was already pending at the first check.',
      fields.has('valid') && !isSet(fields, 'valid')
        ? 'The kernel does not let this halt change the poll window (valid=0).'
        : undefined,
    ],
    meanings: {
      ns: 'length of the whole halt, in ns of CLOCK_MONOTONIC',
      waited: waited ? 'scheduled out at least once' : 'not scheduled out',
    },
  };
}

function haltPollWords({ fields }: DescribedEvent): Words {
  const before = numberOf(fields, 'old');
  const after = numberOf(fields, 'new');
  const change = before === after ? 'stays' : isSet(fields, 'grow') ? 'grows' : 'shrinks';
  const window = `${groupedField(fields, 'old')} → ${groupedField(fields, 'new')} ns`;
  return {
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} halt-poll window ${change}: ${window}`,
    sentences: [
      `The time that this vCPU polls before it blocks ${change}: ${window}.`,
      'A window above the maximum is cut when the next halt starts.',
    ],
    meanings: { grow: isSet(fields, 'grow') ? 'grow' : 'shrink' },
  };
}
