import { ByteWriter } from './ByteWriter';

/** An array of u8 is given by its first byte. */
type FieldType =
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 's32'
  | 's64'
  | 'ulong'
  | 'bool'
  | 'u8[15]'
  | 'char[16]'
  | 'char[]';

/** A tracepoint as made recordings define it: no kernel's own, so that no reader can know it by heart. */
export interface Tracepoint {
  readonly system: string;
  readonly name: string;
  readonly id: number;
  /** `TYPE NAME` of each own field, in order. */
  readonly fields: readonly string[];
  readonly printFormat?: string;
}

export type FieldValues = Readonly<Record<string, number | bigint | string>>;

export interface RecordLayout {
  readonly littleEndian?: boolean;
  readonly longBytes?: 4 | 8;
}

const EXIT_PRINT =
  '"vcpu %u reason %s rip 0x%lx info1 0x%016llx", REC->vcpu_id, (REC->isa == 1) ? ' +
  '__print_symbolic(REC->exit_reason & 0xffff, { 12, "HLT" }, { 32, "MSR_WRITE" }, { 48, "EPT_VIOLATION" }) : ' +
  '__print_symbolic(REC->exit_reason, { 0x078, "hlt" }, { 0x400, "npf" }), REC->guest_rip, REC->info1';

export const tracepoints: readonly Tracepoint[] = [
  {
    system: 'kvm',
    name: 'kvm_exit',
    id: 301,
    fields: [
      'u32 exit_reason',
      'ulong guest_rip',
      'u32 isa',
      'u64 info1',
      'u64 info2',
      'u32 intr_info',
      'u32 error_code',
      'u32 vcpu_id',
    ],
    printFormat: EXIT_PRINT,
  },
  { system: 'kvm', name: 'kvm_entry', id: 302, fields: ['u32 vcpu_id', 'ulong rip'] },
  {
    system: 'kvm',
    name: 'kvm_page_fault',
    id: 303,
    fields: ['u32 vcpu_id', 'ulong guest_rip', 'u64 fault_address', 'u64 error_code'],
  },
  { system: 'kvm', name: 'kvm_userspace_exit', id: 304, fields: ['u32 reason', 's32 errno'] },
  {
    system: 'kvm',
    name: 'kvm_vcpu_wakeup',
    id: 305,
    fields: ['u64 ns', 'bool waited', 'bool valid'],
  },
  {
    system: 'kvm',
    name: 'kvm_apic_accept_irq',
    id: 306,
    fields: ['u32 apicid', 'u16 dm', 'u8 vec'],
  },
  {
    system: 'sched',
    name: 'sched_waking',
    id: 307,
    fields: ['char[16] comm', 's32 pid', 's32 prio', 's32 target_cpu'],
  },
  { system: 'ftrace', name: 'print', id: 5, fields: ['ulong ip', 'char[] buf'] },
];

const COMMON =
  '\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n' +
  '\tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;\n' +
  '\tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;\n' +
  '\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;\n';

/** The tracepoint's `format` file. */
export function formatText(tracepoint: Tracepoint, layout: RecordLayout = {}): string {
  const { name, id, printFormat = '""' } = tracepoint;
  const fields = placedFields(tracepoint, layout).map(({ declaration, offset, size, signed }) => {
    const sign = signed ? 1 : 0;
    return `\tfield:${declaration};\toffset:${offset};\tsize:${size};\tsigned:${sign};\n`;
  });
  return `name: ${name}\nID: ${id}\nformat:\n${COMMON}\n${fields.join('')}\nprint fmt: ${printFormat}\n`;
}

/** One record of the tracepoint; a field without a value is 0. */
export function recordBytes(
  tracepoint: Tracepoint,
  common: { readonly tid: number; readonly flags?: number },
  values: FieldValues,
  layout: RecordLayout = {},
): Uint8Array {
  const { littleEndian = true } = layout;
  const out = new ByteWriter(littleEndian)
    .u16(tracepoint.id)
    .u8(common.flags ?? 0)
    .u8(0);
  out.u32(common.tid >>> 0);
  for (const { name, offset, size, type } of placedFields(tracepoint, layout)) {
    if (offset > out.length) out.bytes(new Uint8Array(offset - out.length));
    const value = values[name] ?? 0;
    if (type === 'char[]') out.zstr(String(value));
    else if (type === 'char[16]') out.zstr(value === 0 ? '' : String(value)).align(8);
    else if (type === 'u8[15]') out.u8(Number(value));
    else writeInteger(out, BigInt(value), size);
    if (type.endsWith(']') && size > 0) out.bytes(new Uint8Array(offset + size - out.length));
  }
  return out.finish();
}

interface PlacedField {
  readonly name: string;
  readonly type: FieldType;
  readonly declaration: string;
  readonly offset: number;
  readonly size: number;
  readonly signed: boolean;
}

/** As a C compiler lays the structure out. */
function placedFields({ fields }: Tracepoint, { longBytes = 8 }: RecordLayout): PlacedField[] {
  let end = 8;
  return fields.map((field) => {
    const [type, name] = field.split(' ') as [FieldType, string];
    const { size, alignment, signed, cType } = typeOf(type, longBytes);
    const offset = Math.ceil(end / alignment) * alignment;
    end = offset + size;
    const brackets = /\[\d*\]$/.exec(type)?.[0] ?? '';
    return { name, type, declaration: `${cType} ${name}${brackets}`, offset, size, signed };
  });
}

function typeOf(
  type: FieldType,
  longBytes: 4 | 8,
): { size: number; alignment: number; signed: boolean; cType: string } {
  switch (type) {
    case 'ulong':
      return { size: longBytes, alignment: longBytes, signed: false, cType: 'unsigned long' };
    case 'bool':
      return { size: 1, alignment: 1, signed: false, cType: 'bool' };
    case 'char[16]':
      return { size: 16, alignment: 1, signed: false, cType: 'char' };
    case 'u8[15]':
      return { size: 15, alignment: 1, signed: false, cType: 'u8' };
    case 'char[]':
      return { size: 0, alignment: 1, signed: false, cType: 'char' };
    case 'u8':
    case 'u16':
    case 'u32':
    case 'u64':
    case 's32':
    case 's64': {
      const size = Number(type.slice(1)) / 8;
      return { size, alignment: size, signed: type.startsWith('s'), cType: type };
    }
  }
}

function writeInteger(out: ByteWriter, value: bigint, size: number): void {
  const bits = BigInt.asUintN(size * 8, value);
  if (size === 8) out.u64(bits);
  else if (size === 4) out.u32(Number(bits));
  else if (size === 2) out.u16(Number(bits));
  else out.u8(Number(bits));
}
