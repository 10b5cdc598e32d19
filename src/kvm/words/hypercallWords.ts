import { hex } from '../../base/hex';
import { carriesVector, deliveryModeName } from '../deliveryModes';
import { decimalField, hexField, isSet, numberOf, unsignedOf, wordOf } from '../fieldValues';
import { hypercallName, hypervHypercallName, xenHypercallName } from '../hypercalls';
import type { DescribedEvent, Describers, Words } from './words';

/** Hypercalls of KVM, Hyper-V and Xen guests. Source: domain reference A.2. */
export const hypercallWords: Describers = {
  kvm_hypercall: kvmHypercallWords,
  kvm_hv_hypercall: hypervHypercallWords,
  kvm_hv_hypercall_done: ({ fields }) => ({
    summary: `Hyper-V hypercall done, result ${hexField(fields, 'result')}`,
  }),
  kvm_hv_send_ipi: ({ fields }) => ({
    summary: `Hyper-V IPI vector ${hexField(fields, 'vector')}, to virtual processors ${hexField(fields, 'processor_mask')}`,
  }),
  kvm_hv_send_ipi_ex: ({ fields }) => ({
    summary: `Hyper-V IPI vector ${hexField(fields, 'vector')}, to banks ${hexField(fields, 'valid_bank_mask')}`,
  }),
  kvm_hv_flush_tlb: ({ fields }) => ({
    summary: `Hyper-V TLB flush of virtual processors ${hexField(fields, 'processor_mask')}, address space ${hexField(fields, 'address_space')}`,
  }),
  kvm_hv_flush_tlb_ex: ({ fields }) => ({
    summary: `Hyper-V TLB flush of banks ${hexField(fields, 'valid_bank_mask')}, address space ${hexField(fields, 'address_space')}`,
  }),
  kvm_xen_hypercall: ({ fields }) => ({
    summary: `Xen hypercall ${named(numberOf(fields, 'nr'), xenHypercallName)}, a0 ${hexField(fields, 'a0')}, a1 ${hexField(fields, 'a1')}`,
  }),
};

function kvmHypercallWords({ fields }: DescribedEvent): Words {
  const number = numberOf(fields, 'nr');
  const call = named(number, hypercallName);
  const detail = number === undefined ? undefined : argumentWords({ number, fields });
  return {
    summary: `hypercall ${call}${detail === undefined ? '' : `: ${detail}`}`,
    meanings: { nr: call },
  };
}

function argumentWords({
  number,
  fields,
}: {
  readonly number: number;
  readonly fields: DescribedEvent['fields'];
}): string | undefined {
  switch (number) {
    case 5:
      return `wakes the vCPU with APIC id ${decimalField(fields, 'a1')}`;
    case 10: {
      const targets = targetsOf(fields);
      const icrLow = wordOf(fields, 'a3') ?? 0;
      const mode = (icrLow >>> 8) & 7;
      const what = carriesVector(mode) ? `vector ${hex(icrLow & 0xff)}` : deliveryModeName(mode);
      return `${what} to ${targets}`;
    }
    case 11:
      return `yields to the vCPU with APIC id ${decimalField(fields, 'a0')}`;
    case 12:
      return `${decimalField(fields, 'a1')} pages from gpa ${hexField(fields, 'a0')}, attributes ${hexField(fields, 'a2')}`;
    default:
      return undefined;
  }
}

/** Bitmap in a0 and a1, counted from the APIC id in a2. */
function targetsOf(fields: DescribedEvent['fields']): string {
  const bitmap = ((unsignedOf(fields, 'a1') ?? 0n) << 64n) | (unsignedOf(fields, 'a0') ?? 0n);
  const lowest = numberOf(fields, 'a2') ?? 0;
  const ids: number[] = [];
  for (let bit = 0; bit < 128; bit++) {
    if (((bitmap >> BigInt(bit)) & 1n) === 1n) ids.push(lowest + bit);
  }
  const shown = ids.slice(0, 8).join(', ');
  const rest = ids.length > 8 ? ` and ${ids.length - 8} more` : '';
  return ids.length === 0 ? 'nobody' : `APIC ids ${shown}${rest}`;
}

function hypervHypercallWords({ fields }: DescribedEvent): Words {
  const code = wordOf(fields, 'code');
  const call = code === undefined ? 'unknown' : hypervLabel(code);
  const how = isSet(fields, 'fast') ? 'fast' : 'slow';
  return { summary: `Hyper-V hypercall ${call}, ${how}`, meanings: { code: call } };
}

function hypervLabel(code: number): string {
  const name = hypervHypercallName(code);
  return name === undefined ? hex(code) : `${name} (${hex(code)})`;
}

function named(number: number | undefined, nameOf: (number: number) => string | undefined): string {
  if (number === undefined) return 'unknown';
  const name = nameOf(number);
  return name === undefined ? number.toString() : `${name} (${number})`;
}
