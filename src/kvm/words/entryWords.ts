import { hex } from '../../base/hex';
import { decimalField, hexField, isSet, wordOf } from '../fieldValues';
import {
  decodeInterruptionInfo,
  describeException,
  describeInterruptionInfo,
} from '../interruptionInfo';
import type { DescribedEvent, Words } from './words';

/** Words of `kvm_entry`. arm64 and riscv name the address otherwise and have no vCPU id (B.9). */
export function entryWords({ fields, isFromText }: DescribedEvent): Words {
  const vcpu = fields.has('vcpu_id') ? `vcpu ${decimalField(fields, 'vcpu_id')} ` : '';
  const address = ['rip', 'vcpu_pc', 'pc'].find((name) => fields.has(name));
  const at = address === undefined ? '' : ` at ${hexField(fields, address)}`;
  const injected = injectedEvent(wordOf(fields, 'intr_info'), wordOf(fields, 'error_code'));
  const isImmediate = isSet(fields, 'immediate_exit');
  return {
    summary: [
      `${vcpu}enters${at}`,
      ...(injected === undefined ? [] : [`injecting ${injected}`]),
      ...(isImmediate ? ['to exit at once'] : []),
    ].join(', '),
    sentences: [
      injected === undefined ? undefined : `The entry delivers ${injected} to the guest.`,
      fields.has('intr_info') || isFromText
        ? undefined
        : 'Whether this entry injects an event is not recorded here (there is no intr_info field).',
      isImmediate ? 'KVM forces an exit right after this entry (immediate_exit).' : undefined,
    ],
    meanings: {
      intr_info: meaningOfInterruptionInfo(wordOf(fields, 'intr_info')),
      immediate_exit: isImmediate ? 'forced exit right after the entry' : undefined,
    },
  };
}

function meaningOfInterruptionInfo(value: number | undefined): string | undefined {
  return value === undefined ? undefined : describeInterruptionInfo(value, 'guest');
}

function injectedEvent(
  intrInfo: number | undefined,
  errorCode: number | undefined,
): string | undefined {
  const event = intrInfo === undefined ? undefined : decodeInterruptionInfo(intrInfo);
  if (event === undefined) return undefined;
  const withError =
    event.hasErrorCode && errorCode !== undefined ? `, error code ${hex(errorCode)}` : '';
  switch (event.type) {
    case 'external':
      return `interrupt ${hex(event.vector)}`;
    case 'nmi':
      return 'an NMI';
    case 'software-interrupt':
      return `software interrupt ${hex(event.vector)}`;
    case 'hardware-exception':
    case 'privileged-software-exception':
    case 'software-exception':
      return `${describeException(event.vector)}${withError}`;
    case 'other':
    case 'reserved':
      return `an event of ${event.type} type, vector ${hex(event.vector)}`;
  }
}
