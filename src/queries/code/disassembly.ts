import { hexOfSigned } from '../../base/signedAddress';
import type { Disassembly, DisassemblyLine, SourceText } from '../../protocol/code';
import { disassemblyText } from '../../symbols/disassembly/disassemblyText';
import type { ListingLine } from '../../symbols/disassembly/disassemblyText';
import type { Instruction, InstructionTarget } from '../../symbols/disassembly/Instruction';
import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { HotRow } from '../hot/hotRows';
import { symbolAt } from '../../protocol/codeTexts';
import { codeFrames } from './frames';
import { exitCount, listedExits } from './listedExits';
import { placeTallies } from './tallies';

/** Instructions to be listed, and what is known beside them. */
export interface DisassemblyInput {
  readonly vm: number;
  readonly title: string;
  readonly from: Disassembly['from'];
  /** Lines of the head. */
  readonly head: readonly string[];
  /** At least one. */
  readonly instructions: readonly Instruction[];
  readonly symbols: GuestSymbols;
  /** Exits of the VM. */
  readonly exits: readonly HotRow[];
  readonly sources: readonly SourceText[];
}

/** The listing of a function as the editor shows it: with the exits of each of its instructions. */
export function disassembly(input: DisassemblyInput): Disassembly {
  const { vm, title, from, head, instructions, symbols, exits, sources } = input;
  const texts = new Map(sources.map(({ file, line, text }) => [`${line} ${file}`, text]));
  const listed = listedExits(instructions, exits, symbols);
  const { text, lines } = disassemblyText({
    head: [...head, ...listed.notes],
    instructions,
    symbolOf: (target) => targetName(symbols, target),
    labelAt: (address) => {
      const place = symbols.find(address);
      return place?.offset === 0 ? place.name : undefined;
    },
    framesOf: (address) => symbols.frames(address),
    sourceLine: (file, line) => texts.get(`${line} ${file}`),
  });
  const start = instructions[0]!.address;
  return {
    vm,
    title,
    start: hexOfSigned(start),
    from,
    text,
    lines: lines.map((line) => lineOf(line, symbols, listed.at)),
    unlisted: placeTallies(listed.unlisted),
  };
}

/** `native_safe_halt+0xa`; undefined: no symbol covers the address. */
function placeName(symbols: GuestSymbols, address: number): string | undefined {
  const place = symbols.find(address);
  if (place === undefined) return undefined;
  const { name, offset, module } = place;
  return symbolAt(name, offset === 0 ? undefined : offset, module);
}

/** The same of what an instruction leads to. Data without a name, as texts are, is not of the symbol before. */
function targetName(
  symbols: GuestSymbols,
  { kind, address }: InstructionTarget,
): string | undefined {
  const place = symbols.find(address);
  if (place === undefined) return undefined;
  const isCode = kind === 'call' || kind === 'jump';
  const { offset, bytes = place.image.kind === 'elf' ? 1 : Infinity } = place;
  return isCode || offset < bytes ? placeName(symbols, address) : undefined;
}

const NOTHING: DisassemblyLine = {
  kind: 'head',
  rip: null,
  place: null,
  target: null,
  mayExit: false,
  frames: [],
  exits: [],
  insideCount: 0,
};

function lineOf(
  line: ListingLine,
  symbols: GuestSymbols,
  exits: ReadonlyMap<number, readonly HotRow[]>,
): DisassemblyLine {
  switch (line.kind) {
    case 'head':
      return NOTHING;
    case 'source':
      return { ...NOTHING, kind: 'source', frames: codeFrames(line.frames) };
    case 'instruction': {
      const { address, target, mayExit } = line.instruction;
      const rows = exits.get(address) ?? [];
      return {
        kind: 'instruction',
        rip: hexOfSigned(address),
        place: placeName(symbols, address) ?? null,
        target: target === undefined ? null : targetOf(target, symbols),
        mayExit,
        frames: [],
        exits: placeTallies(rows),
        insideCount: exitCount(rows.filter(({ rip }) => rip !== address)),
      };
    }
  }
}

function targetOf(target: InstructionTarget, symbols: GuestSymbols): DisassemblyLine['target'] {
  const { kind, address } = target;
  // Where a CPU has its own variables is not known.
  if (kind === 'per-cpu') return null;
  return { kind, rip: hexOfSigned(address), symbol: targetName(symbols, target) ?? null };
}
