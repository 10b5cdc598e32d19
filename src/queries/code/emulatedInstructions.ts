import { signedAddress } from '../../base/signedAddress';
import type { EventBlock, EventKind, WordColumn } from '../../events/EventTable';
import { NO_DETAIL } from '../../events/EventTable';
import { highWords, lowWords } from '../../events/fields';
import { bytesOf } from '../../kvm/fieldValues';
import { emulatedBitness } from '../../symbols/disassembly/emulatedBitness';
import type { EventAccess } from '../EventAccess';

/** A VM has some hundreds, or thousands where its boot code is emulated: what is beyond is left out. */
const MOST_INSTRUCTIONS = 1 << 16;
/** Self-modifying code must not make each event be compared with all before it. */
const MOST_AT_ONE_ADDRESS = 16;
/** Records read again between two pauses: some ms. */
const RECORDS_A_STEP = 256;

/** Addresses as `base/signedAddress` holds them, from the first one up to the one behind the last. */
export interface AddressRange {
  readonly from: number;
  readonly to: number;
}

/** An instruction of a guest that KVM fetched to emulate it. */
export interface EmulatedInstruction {
  /** With the code segment's base, as `base/signedAddress` holds it. */
  readonly address: number;
  /** As many as the emulator decoded. */
  readonly bytes: Uint8Array;
  readonly bitness: 16 | 32 | 64;
  /** How often. */
  readonly count: number;
}

interface KnownInstruction {
  readonly instruction: EmulatedInstruction & { count: number };
  /** Its length, mode and first bytes, as the columns have them. */
  readonly kept: readonly (number | undefined)[];
}

interface InstructionColumns {
  readonly ripLow: WordColumn;
  readonly ripHigh: WordColumn | undefined;
  readonly csBase: WordColumn | undefined;
  readonly length: WordColumn | undefined;
  readonly firstBytes: WordColumn | undefined;
  readonly flags: WordColumn | undefined;
  readonly failed: WordColumn | undefined;
}

/**
 * The instructions of a VM in a range of addresses that KVM emulated, each once, by address; pauses
 * after each block that holds any, and within one that holds many. Columns keep only an instruction's first bytes: of each different
 * one a record is read again for the others.
 */
export function* emulatedInstructions(
  access: EventAccess,
  vm: number,
  range: AddressRange,
): Generator<undefined, readonly EmulatedInstruction[]> {
  const { blocks, kinds } = access.sources.table;
  const found = new InstructionsFound(access, vm);
  for (const kind of kinds.filter(({ name }) => name === 'kvm_emulate_insn')) {
    for (const block of blocks) {
      const columns = instructionColumns(block, kind);
      if (columns === undefined) continue;
      for (let at = 0; at < block.length; at++) {
        if (block.kind[at] !== kind.index || block.detail[at] === NO_DETAIL) continue;
        const address = addressAt(columns, block.detail[at]!);
        if (address < range.from || address >= range.to) continue;
        const isNew = found.take(block, at, address, columns);
        if (isNew && found.count % RECORDS_A_STEP === 0) yield;
      }
      yield;
    }
  }
  return found.sorted();
}

class InstructionsFound {
  count = 0;
  private readonly byAddress = new Map<number, KnownInstruction[]>();

  constructor(
    private readonly access: EventAccess,
    private readonly vm: number,
  ) {}

  /** Returns whether it is one that was not known. */
  take(block: EventBlock, at: number, address: number, columns: InstructionColumns): boolean {
    const detail = block.detail[at]!;
    // A second event of an emulation, of which its start told already.
    if ((columns.failed?.[detail] ?? 0) !== 0) return false;
    if (this.access.vcpuOf(block, at)?.vm !== this.vm) return false;
    const { length, flags, firstBytes } = columns;
    const kept = [length?.[detail], flags?.[detail], firstBytes?.[detail]];
    const here = this.byAddress.get(address) ?? [];
    const known = here.find((one) => one.kept.every((value, index) => value === kept[index]));
    if (known !== undefined) {
      known.instruction.count++;
      return false;
    }
    if (this.count === MOST_INSTRUCTIONS || here.length === MOST_AT_ONE_ADDRESS) return false;
    const instruction = instructionAt(this.access, block, at, address, columns);
    if (instruction === undefined) return false;
    this.count++;
    this.byAddress.set(address, [...here, { instruction, kept }]);
    return true;
  }

  /** By address; of several at one address the most frequent first. */
  sorted(): readonly EmulatedInstruction[] {
    return [...this.byAddress.values()]
      .flat()
      .map(({ instruction }) => instruction)
      .sort((a, b) => a.address - b.address || b.count - a.count);
  }
}

/** Undefined: the block holds none of the kind, or the recording does not tell where they are. */
function instructionColumns(block: EventBlock, kind: EventKind): InstructionColumns | undefined {
  if ((block.fields[kind.index]?.length ?? 0) === 0) return undefined;
  const ripLow = lowWords(block, kind, 'rip');
  if (ripLow === undefined) return undefined;
  return {
    ripLow,
    ripHigh: highWords(block, kind, 'rip'),
    csBase: lowWords(block, kind, 'csbase'),
    length: lowWords(block, kind, 'len'),
    firstBytes: lowWords(block, kind, 'insn'),
    flags: lowWords(block, kind, 'flags'),
    failed: lowWords(block, kind, 'failed'),
  };
}

function addressAt({ ripLow, ripHigh, csBase }: InstructionColumns, detail: number): number {
  return signedAddress(ripHigh?.[detail] ?? 0, ripLow[detail]!) + (csBase?.[detail] ?? 0);
}

/** Undefined: its bytes cannot be read any more, or were never fetched. */
function instructionAt(
  access: EventAccess,
  block: EventBlock,
  at: number,
  address: number,
  { length, flags }: InstructionColumns,
): KnownInstruction['instruction'] | undefined {
  const kind = access.kindOf(block, at);
  const fields = access.fieldsOf(kind, access.recordOf(block, at));
  const all = bytesOf(new Map(fields.map(({ name, value }) => [name, value])), 'insn');
  const detail = block.detail[at]!;
  const bytes = Uint8Array.from(all?.slice(0, length?.[detail] ?? all.length) ?? []);
  if (bytes.length === 0) return undefined;
  // A recording that does not tell the mode: most code of a guest is 64-bit.
  const mode = flags?.[detail];
  return { address, bytes, bitness: mode === undefined ? 64 : emulatedBitness(mode), count: 1 };
}
