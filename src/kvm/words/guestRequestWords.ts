import { hex } from '../../base/hex';
import { describeX2apicIcr } from '../apicRegisters';
import { bitsOf } from '../bits';
import { cpuidFindings, describeCpuidLeaf, usesCpuidIndex } from '../cpuidLeaves';
import { decimalField, hexField, isSet, unsignedOf, wordOf } from '../fieldValues';
import { describeMsr } from '../msrNames';
import { describePort } from '../portNames';
import { hypercallWords } from './hypercallWords';
import type { DescribedEvent, Describers, Words } from './words';

/** What the guest asks of KVM by an instruction. Source: domain reference A.2. */
export const guestRequestWords: Describers = {
  ...hypercallWords,
  kvm_msr: msrWords,
  kvm_cr: crWords,
  kvm_cpuid: cpuidWords,
  kvm_pio: pioWords,
  kvm_pv_tlb_flush: ({ fields }) => ({
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} checks for a TLB flush: ${isSet(fields, 'need_flush_tlb') ? 'needed' : 'not needed'}`,
  }),
};

/** Up to 2.6.32 the direction is `rw`. */
function msrWords({ fields }: DescribedEvent): Words {
  const msr = wordOf(fields, 'ecx');
  const access = isSet(fields, 'write') || isSet(fields, 'rw') ? 'write' : 'read';
  const register = msr === undefined ? 'an unknown MSR' : describeMsr(msr);
  const faulted = isSet(fields, 'exception');
  const value = unsignedOf(fields, 'data') ?? 0n;
  const meaning =
    msr === undefined || faulted ? undefined : msrValueMeaning({ msr, value, access });
  return {
    summary: `${access} ${register} = ${hexField(fields, 'data')}${faulted ? ' (#GP)' : ''}`,
    sentences: [
      faulted ? 'KVM refuses the access: the guest gets #GP.' : undefined,
      meaning === undefined ? undefined : `The value: ${meaning}.`,
    ],
    meanings: {
      ecx: register,
      data: meaning,
      write: access,
      exception: faulted ? '#GP for the guest' : undefined,
    },
  };
}

interface MsrAccess {
  readonly msr: number;
  readonly value: bigint;
  readonly access: 'read' | 'write';
}

/** Registers by which a guest idles, arms timers and sends IPIs. */
function msrValueMeaning({ msr, value, access }: MsrAccess): string | undefined {
  switch (msr) {
    case 0x6e0:
      return value === 0n ? 'the timer is off' : `timer deadline at guest TSC ${value.toString()}`;
    case 0x838:
      return value === 0n ? 'the timer is off' : `initial count ${value.toString()} of the timer`;
    case 0x830:
      return access === 'write' ? describeX2apicIcr(value) : undefined;
    case 0x83f:
      return `IPI to itself, vector ${hex(bitsOf(value, 0, 7))}`;
    case 0x80b:
      return 'end of interrupt';
    case 0x4b564d05:
      return (value & 1n) === 0n
        ? 'the host must not poll when this vCPU halts (the guest polls itself)'
        : 'the host may poll when this vCPU halts';
    case 0x400000f0:
      return 'the guest tells that it idles';
    default:
      return undefined;
  }
}

function crWords({ fields }: DescribedEvent): Words {
  const access = isSet(fields, 'rw') ? 'write' : 'read';
  return {
    summary: `${access} cr${decimalField(fields, 'cr')} = ${hexField(fields, 'val')}`,
    meanings: { rw: access },
  };
}

function cpuidWords({ fields }: DescribedEvent): Words {
  const leaf = wordOf(fields, 'function');
  const register = (name: string) => unsignedOf(fields, name) ?? 0n;
  const findings =
    leaf === undefined
      ? []
      : cpuidFindings(leaf, {
          rax: register('rax'),
          rbx: register('rbx'),
          rcx: register('rcx'),
          rdx: register('rdx'),
        });
  const hasIndex = leaf !== undefined && usesCpuidIndex(leaf) && fields.has('index');
  const index = hasIndex ? `, index ${hexField(fields, 'index')}` : '';
  const named = leaf === undefined ? 'an unknown leaf' : describeCpuidLeaf(leaf);
  const missing = fields.has('found') && !isSet(fields, 'found') ? ' (no entry found)' : '';
  return {
    summary: `CPUID ${named}${index}${missing}`,
    sentences: [
      `The guest is told: eax ${hexField(fields, 'rax')}, ebx ${hexField(fields, 'rbx')}, ecx ${hexField(fields, 'rcx')}, edx ${hexField(fields, 'rdx')}.`,
      ...findings.map((finding) => `${finding}.`),
    ],
    meanings: { function: named, index: hasIndex ? undefined : 'not used by this leaf' },
  };
}

function pioWords({ fields }: DescribedEvent): Words {
  const port = wordOf(fields, 'port');
  const place = port === undefined ? 'an unknown port' : describePort(port);
  const count = wordOf(fields, 'count') ?? 1;
  const size = wordOf(fields, 'size');
  const access = isSet(fields, 'rw') ? 'out' : 'in';
  const value = fields.has('val') ? ` = ${hexField(fields, 'val')}` : '';
  const bytes = size === 1 ? '1 byte' : `${decimalField(fields, 'size')} bytes`;
  const times = count > 1 ? `, ${count.toString()} times (the value is the first)` : '';
  return {
    summary: `${access} ${place}${value}, ${bytes}${times}`,
    meanings: { port: place, rw: access },
  };
}
