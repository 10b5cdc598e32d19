import { bytesOf, hexField, isSet, numberOf } from '../fieldValues';
import type { DescribedEvent, Words } from './words';

/** Words of `kvm_emulate_insn`: arch/x86/kvm/trace.h. */
export function emulatedInstructionWords({ fields }: DescribedEvent): Words {
  const bytes = bytesOf(fields, 'insn');
  const length = numberOf(fields, 'len');
  const code = bytes === undefined ? 'unknown bytes' : bytesInText(bytes, length);
  const mnemonic = bytes === undefined ? undefined : mnemonicOf(bytes);
  const named = mnemonic === undefined ? code : `${code} ${mnemonic}`;
  const failed = isSet(fields, 'failed');
  return {
    summary: `${failed ? 'fails to emulate' : 'emulates'} ${named} at ${hexField(fields, 'rip')}`,
    sentences: [
      failed ? 'The emulator does not know this instruction.' : undefined,
      mnemonic === 'HLT'
        ? 'The emulator executes HLT: the halt that follows may have no HLT exit before it.'
        : undefined,
    ],
    meanings: {
      insn: named,
      flags: modeNames.get(numberOf(fields, 'flags') ?? -1),
      failed: failed ? 'emulation failed' : undefined,
    },
  };
}

/** Only the fetched bytes count; the rest of the field is stale. `…` when fewer were kept. */
function bytesInText(bytes: readonly number[], length: number | undefined): string {
  const shown = bytes.slice(0, length ?? bytes.length);
  const rest = length !== undefined && length > shown.length ? ' …' : '';
  return `${shown.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}${rest}`;
}

/** The few instructions that matter here; no disassembler. */
function mnemonicOf(bytes: readonly number[]): string | undefined {
  if (bytes[0] !== 0x0f) return bytes[0] === undefined ? undefined : oneByteOpcodes.get(bytes[0]);
  if (bytes[1] === 0x01) return systemOpcodes.get(bytes[2] ?? -1);
  return twoByteOpcodes.get(bytes[1] ?? -1);
}

const oneByteOpcodes: ReadonlyMap<number, string> = new Map([
  [0xe4, 'IN'],
  [0xe5, 'IN'],
  [0xe6, 'OUT'],
  [0xe7, 'OUT'],
  [0xec, 'IN'],
  [0xed, 'IN'],
  [0xee, 'OUT'],
  [0xef, 'OUT'],
  [0xf4, 'HLT'],
]);

const twoByteOpcodes: ReadonlyMap<number, string> = new Map([
  [0x30, 'WRMSR'],
  [0x32, 'RDMSR'],
  [0xa2, 'CPUID'],
]);

const systemOpcodes: ReadonlyMap<number, string> = new Map([
  [0xc1, 'VMCALL'],
  [0xc8, 'MONITOR'],
  [0xc9, 'MWAIT'],
  [0xd9, 'VMMCALL'],
]);

/** KVM_EMUL_INSN_F_*: protected mode, virtual 8086, 32-bit code, 64-bit code. */
const modeNames: ReadonlyMap<number, string> = new Map([
  [0, 'real mode'],
  [1, '16-bit protected mode'],
  [2, 'virtual 8086 mode'],
  [3, 'virtual 8086 mode'],
  [5, '32-bit protected mode'],
  [9, '64-bit mode'],
]);
