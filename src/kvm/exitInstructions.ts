import type { Isa } from './exitReasons';

/** Instructions that leave a guest, as far as an exit's reason tells which one it was. */
export type ExitInstruction =
  | 'hlt'
  | 'mwait'
  | 'monitor'
  | 'pause'
  | 'cpuid'
  | 'io'
  | 'rdmsr'
  | 'wrmsr'
  | 'msr'
  | 'hypercall'
  | 'cr'
  | 'dr'
  | 'invlpg'
  | 'cache'
  | 'tsc'
  | 'pmc'
  | 'xsetbv';

/**
 * By basic exit code: the instruction that `guest_rip` stands at. Such exits are taken before the
 * instruction is done, and KVM traces them before it skips it (`handle_exit` of vmx.c and svm.c);
 * SDM 25.1.2, APM 15.9.
 */
const byCode: Readonly<Record<Isa, ReadonlyMap<number, ExitInstruction>>> = {
  vmx: new Map<number, ExitInstruction>([
    [10, 'cpuid'],
    [12, 'hlt'],
    [13, 'cache'],
    [14, 'invlpg'],
    [15, 'pmc'],
    [16, 'tsc'],
    [18, 'hypercall'],
    [28, 'cr'],
    [29, 'dr'],
    [30, 'io'],
    [31, 'rdmsr'],
    [32, 'wrmsr'],
    [36, 'mwait'],
    [39, 'monitor'],
    [40, 'pause'],
    [51, 'tsc'],
    [54, 'cache'],
    [55, 'xsetbv'],
  ]),
  svm: new Map<number, ExitInstruction>([
    ...range(0x00, 0x1f, 'cr'),
    ...range(0x20, 0x3f, 'dr'),
    [0x6e, 'tsc'],
    [0x6f, 'pmc'],
    [0x72, 'cpuid'],
    [0x76, 'cache'],
    [0x77, 'pause'],
    [0x78, 'hlt'],
    [0x79, 'invlpg'],
    [0x7b, 'io'],
    [0x7c, 'msr'],
    [0x81, 'hypercall'],
    [0x87, 'tsc'],
    [0x89, 'cache'],
    [0x8a, 'monitor'],
    [0x8b, 'mwait'],
    [0x8c, 'mwait'],
    [0x8d, 'xsetbv'],
  ]),
};

/** Undefined: the exit does not tell, or may happen at any instruction. */
export function exitInstruction(isa: Isa | undefined, code: number): ExitInstruction | undefined {
  return isa && byCode[isa].get(code);
}

/** What an instruction looks like in memory, behind any of its prefixes (SDM volume 2, APM volume 3). */
interface Encoding {
  readonly prefixes: readonly number[];
  readonly opcodes: readonly (readonly number[])[];
}

const REX = Array.from({ length: 16 }, (_, bits) => 0x40 + bits);
const [OPERAND_SIZE, REPNE, REP] = [0x66, 0xf2, 0xf3];
const READ_MSR = [0x0f, 0x32];
const WRITE_MSR = [0x0f, 0x30];

const encodings: Readonly<Record<ExitInstruction, Encoding>> = {
  hlt: { prefixes: [], opcodes: [[0xf4]] },
  mwait: { prefixes: [], opcodes: [[0x0f, 0x01, 0xc9]] },
  monitor: { prefixes: [], opcodes: [[0x0f, 0x01, 0xc8]] },
  pause: { prefixes: [], opcodes: [[REP, 0x90]] },
  cpuid: { prefixes: [], opcodes: [[0x0f, 0xa2]] },
  io: {
    prefixes: [OPERAND_SIZE, REPNE, REP],
    opcodes: [
      ...[0xe4, 0xe5, 0xe6, 0xe7, 0xec, 0xed, 0xee, 0xef].map((opcode) => [opcode]),
      ...[0x6c, 0x6d, 0x6e, 0x6f].map((opcode) => [opcode]),
    ],
  },
  rdmsr: { prefixes: [], opcodes: [READ_MSR] },
  wrmsr: { prefixes: [], opcodes: [WRITE_MSR] },
  msr: { prefixes: [], opcodes: [READ_MSR, WRITE_MSR] },
  // A kernel patches the one that its processor knows over the other: a file has only one.
  hypercall: {
    prefixes: [],
    opcodes: [
      [0x0f, 0x01, 0xc1],
      [0x0f, 0x01, 0xd9],
    ],
  },
  // MOV to and from CR, CLTS, and LMSW, whose group has other instructions too.
  cr: {
    prefixes: REX,
    opcodes: [
      [0x0f, 0x20],
      [0x0f, 0x22],
      [0x0f, 0x06],
    ],
  },
  dr: {
    prefixes: REX,
    opcodes: [
      [0x0f, 0x21],
      [0x0f, 0x23],
    ],
  },
  invlpg: { prefixes: REX, opcodes: [[0x0f, 0x01]] },
  cache: {
    prefixes: [REP],
    opcodes: [
      [0x0f, 0x08],
      [0x0f, 0x09],
    ],
  },
  tsc: {
    prefixes: [],
    opcodes: [
      [0x0f, 0x31],
      [0x0f, 0x01, 0xf9],
    ],
  },
  pmc: { prefixes: [], opcodes: [[0x0f, 0x33]] },
  xsetbv: { prefixes: [], opcodes: [[0x0f, 0x01, 0xd1]] },
};

/** By instruction: 1 for each byte that it may begin with. Most places of some code begin with none. */
const firstBytes = new Map(
  Object.entries(encodings).map(([instruction, { prefixes, opcodes }]) => {
    const first = new Uint8Array(256);
    for (const byte of [...prefixes, ...opcodes.map(([opcode]) => opcode!)]) first[byte] = 1;
    return [instruction, first];
  }),
);

/** Bytes that are enough to tell any of them. */
export const INSTRUCTION_BYTES = 6;

/** Whether the instruction stands at a place of these bytes. */
export function standsAt(instruction: ExitInstruction, bytes: Uint8Array, at: number): boolean {
  if (firstBytes.get(instruction)![bytes[at]!] !== 1) return false;
  const { prefixes, opcodes } = encodings[instruction];
  const last = Math.min(bytes.length, at + INSTRUCTION_BYTES);
  let start = at;
  while (start < last && prefixes.includes(bytes[start]!)) start++;
  for (const opcode of opcodes) if (isAt(opcode, bytes, start)) return true;
  return false;
}

function isAt(opcode: readonly number[], bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < opcode.length; index++) {
    if (bytes[start + index] !== opcode[index]) return false;
  }
  return true;
}

function range(
  from: number,
  to: number,
  instruction: ExitInstruction,
): readonly (readonly [number, ExitInstruction])[] {
  return Array.from({ length: to - from + 1 }, (_, index) => [from + index, instruction] as const);
}
