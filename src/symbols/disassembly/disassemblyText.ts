import { hexOfSigned } from '../../base/signedAddress';
import type { SourceFrame } from '../LineTable';
import type { Instruction, InstructionTarget } from './Instruction';

/** Most instructions have 7 bytes or fewer; longer ones push their text to the right. */
const BYTES_WIDTH = 7 * 3 - 1;

/** What a listing is made of. */
export interface DisassemblySource {
  /** Lines of the head, without their `;`. */
  readonly head: readonly string[];
  readonly instructions: readonly Instruction[];
  /** `native_safe_halt+0xa` of what an instruction leads to; undefined: no symbol covers it. */
  readonly symbolOf: (target: InstructionTarget) => string | undefined;
  /** The symbol that starts at an address; undefined: none does. */
  readonly labelAt: (address: number) => string | undefined;
  /** As `LineTable.frames`; empty without debug information. */
  readonly framesOf: (address: number) => readonly SourceFrame[];
  /** Text of a source line where the file is at hand. */
  readonly sourceLine: (file: string, line: number) => string | undefined;
}

/** What one line of a listing shows. */
export type ListingLine =
  | { readonly kind: 'head' }
  | { readonly kind: 'source'; readonly frames: readonly SourceFrame[] }
  | { readonly kind: 'instruction'; readonly instruction: Instruction };

/** A listing, and what each of its lines is: an entry for each line of the text. */
export interface DisassemblyListing {
  readonly text: string;
  readonly lines: readonly ListingLine[];
}

/**
 * Writes a function's instructions: address, bytes, instruction, and behind `; →` what it leads to.
 * Before the first instruction of another source line stands that line as a comment, with the calls
 * that it was inlined through.
 */
export function disassemblyText(source: DisassemblySource): DisassemblyListing {
  const { head, instructions, symbolOf, labelAt, framesOf, sourceLine } = source;
  const texts: string[] = [];
  const lines: ListingLine[] = [];
  const add = (text: string, line: ListingLine): void => {
    texts.push(text.trimEnd());
    lines.push(line);
  };
  for (const text of head) add(`; ${text}`, { kind: 'head' });
  let placeBefore = '';
  let label = '';
  for (const instruction of instructions) {
    const frames = framesOf(instruction.address);
    // The first one's stands in the head, and a source line names its function itself.
    if (instruction !== instructions[0]) label = labelAt(instruction.address) ?? label;
    const place = placeText(frames) || label;
    if (place !== placeBefore) {
      placeBefore = place;
      add('', { kind: 'source', frames });
      add(`; ${place === '' ? 'no source line' : place}`, { kind: 'source', frames });
      const text = textOf(frames[0], sourceLine);
      if (text !== undefined) add(`;   ${text}`, { kind: 'source', frames });
    }
    add(instructionText(instruction, symbolOf), { kind: 'instruction', instruction });
  }
  return { text: texts.map((text) => `${text}\n`).join(''), lines };
}

/** `kernel/exit.c:12 do_exit, inlined at kernel/exit.c:40 do_group_exit`. */
function placeText(frames: readonly SourceFrame[]): string {
  return frames
    .map(({ file, line, function: name }) => {
      const place = file === undefined ? '' : `${file}:${line ?? '?'}`;
      return [place, name].filter((part) => part).join(' ');
    })
    .join(', inlined at ');
}

function textOf(
  frame: SourceFrame | undefined,
  sourceLine: DisassemblySource['sourceLine'],
): string | undefined {
  if (frame?.file === undefined || frame.line === undefined) return undefined;
  return sourceLine(frame.file, frame.line)?.trim();
}

function instructionText(
  { address, bytes, text, target, absolute, awaits }: Instruction,
  symbolOf: DisassemblySource['symbolOf'],
): string {
  const code = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const at = hexOfSigned(address).slice(2).padStart(16, '0');
  const written = `${at}  ${code.padEnd(BYTES_WIDTH)}  ${text}`;
  if (awaits !== undefined) return `${written}  ; → ${awaits.join(', ')} (address not known)`;
  if (target?.kind === 'per-cpu') return `${written}  ; → per-CPU 0x${target.address.toString(16)}`;
  if (target === undefined) return written;
  // An address that the guest has moved is told with or without a name.
  const isMoved = absolute !== undefined && absolute.address !== target.address;
  const name = symbolOf(target) ?? (isMoved ? hexOfSigned(target.address) : undefined);
  return name === undefined ? written : `${written}  ; → ${name}`;
}
