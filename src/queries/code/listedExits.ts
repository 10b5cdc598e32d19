import type { Instruction } from '../../symbols/disassembly/Instruction';
import type { GuestSymbols } from '../../symbols/GuestSymbols';
import { counted } from '../findings/phrases';
import type { HotRow } from '../hot/hotRows';

/** What of a row counts here. */
type CountedAt = Pick<HotRow, 'rip' | 'count'>;

/** The exits of a listing: each at one of its instructions, or at none. */
export interface ListedExits<Row> {
  /** By address of the instruction that the exit was at, or in whose bytes it was. */
  readonly at: ReadonlyMap<number, readonly Row[]>;
  /** Exits of the function that is listed, at none of the instructions. */
  readonly unlisted: readonly Row[];
  /** What the reader must know, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Gives each exit to the instruction that covers its address. A guest whose kernel patched itself, or
 * is of another build, has instructions where the file has none: no exit may be lost for that.
 * `instructions`: at least one, ascending. `exits`: those of the VM.
 */
export function listedExits<Row extends CountedAt>(
  instructions: readonly Instruction[],
  exits: readonly Row[],
  symbols: Pick<GuestSymbols, 'find'>,
): ListedExits<Row> {
  const at = new Map<number, Row[]>();
  const inside: Row[] = [];
  const unlisted: Row[] = [];
  const symbolStart = (address: number): number => symbols.find(address)?.address ?? address;
  const from = symbolStart(instructions[0]!.address);
  const last = instructions.at(-1)!.address;
  for (const row of exits) {
    const instruction = coveringInstruction(instructions, row.rip);
    if (instruction === undefined) {
      const start = symbolStart(row.rip);
      if (start >= from && start <= last) unlisted.push(row);
      continue;
    }
    const { address } = instruction;
    if (row.rip !== address) inside.push(row);
    const known = at.get(address);
    if (known === undefined) at.set(address, [row]);
    else known.push(row);
  }
  return { at, unlisted, notes: [...insideNotes(inside), ...unlistedNotes(unlisted)] };
}

export function exitCount(rows: readonly CountedAt[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** The last one that begins there or before, if it reaches so far. */
function coveringInstruction(
  instructions: readonly Instruction[],
  rip: number,
): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instructions[middle]!.address <= rip) low = middle + 1;
    else high = middle;
  }
  const before = instructions[low - 1];
  return before !== undefined && rip < before.address + before.bytes.length ? before : undefined;
}

function insideNotes(rows: readonly CountedAt[]): readonly string[] {
  if (rows.length === 0) return [];
  const count = exitCount(rows);
  const [were, they] = count === 1 ? ['was', 'It is'] : ['were', 'They are'];
  return [
    `${counted(count, 'exit')} ${were} between two instructions of this listing: the guest ran other code there, patched at run time or of another build. ${they} counted at the instruction around the address.`,
  ];
}

function unlistedNotes(rows: readonly CountedAt[]): readonly string[] {
  if (rows.length === 0) return [];
  const count = exitCount(rows);
  return [
    `${counted(count, 'exit')} of this code ${count === 1 ? 'was' : 'were'} at instructions that are not listed.`,
  ];
}
