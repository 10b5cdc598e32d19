import { latin1 } from '../text';
import { elfAddress, elfBytes } from './elfBytes';
import { SectionFlag, SectionNumber, SectionType } from './elfConstants';
import type { ElfFile, ElfSection } from './ElfFile';
import type { SectionPlace } from './readElfSymbols';

const SYMBOL_BYTES = 24;
const PIECE_BYTES = SYMBOL_BYTES << 12;
const MOST_SYMBOL_BYTES = 1 << 12;
/** A kernel exports 30,000. */
const MOST_NAMES = 65_536;

/** Calls back with the number, the section, the value and the place of the name of each symbol. */
type VisitSymbol = (number: number, section: number, value: number, nameAt: number) => void;

/**
 * The address of each symbol of a relocatable file, by its number; NaN where it stands in another
 * file or in a section that has no place.
 */
export function symbolValues(elf: ElfFile, placeOf: SectionPlace): Float64Array {
  const bases = elf.sections.map((section) => baseOf(section, placeOf));
  const values = new Float64Array(symbolCount(elf)).fill(NaN);
  visitSymbols(elf, (number, section, value) => {
    if (section === SectionNumber.undefined) return;
    const base = section === SectionNumber.absolute ? 0 : bases[section];
    if (base !== undefined) values[number] = base + value;
  });
  return values;
}

/** Names of symbols by their number, of the first 65,536 that are wanted; of a section's own symbol, the section's name. */
export function symbolNames(
  elf: ElfFile,
  isWanted: (number: number, section: number) => boolean,
): Map<number, string> {
  const names = new Map<number, string>();
  const table = symbolTable(elf);
  const strings = table && elf.sections[table.link];
  const source = strings && elf.bytesOf(strings);
  visitSymbols(elf, (number, section, _, nameAt) => {
    if (names.size >= MOST_NAMES || !isWanted(number, section)) return;
    if (nameAt === 0) names.set(number, elf.sections[section]?.name ?? '');
    else if (source !== undefined && nameAt < source.size) {
      const most = Math.min(MOST_SYMBOL_BYTES, source.size - nameAt);
      const bytes = elfBytes(source, `section ${strings!.name}`, nameAt, most);
      const end = bytes.indexOf(0);
      names.set(number, latin1(end < 0 ? bytes : bytes.subarray(0, end)));
    }
  });
  return names;
}

function symbolTable({ sections }: ElfFile): ElfSection | undefined {
  return sections.find(({ type }) => type === SectionType.symbolTable);
}

function symbolCount(elf: ElfFile): number {
  const table = symbolTable(elf);
  const symbols = table && elf.bytesOf(table);
  return symbols === undefined ? 0 : Math.floor(symbols.size / SYMBOL_BYTES);
}

function visitSymbols(elf: ElfFile, visit: VisitSymbol): void {
  const table = symbolTable(elf);
  const symbols = table && elf.bytesOf(table);
  if (table === undefined || symbols === undefined) return;
  const size = symbolCount(elf) * SYMBOL_BYTES;
  for (let start = 0; start < size; start += PIECE_BYTES) {
    const bytes = Math.min(PIECE_BYTES, size - start);
    const view = new DataView(elfBytes(symbols, `section ${table.name}`, start, bytes).buffer);
    for (let at = 0; at < bytes; at += SYMBOL_BYTES) {
      const number = (start + at) / SYMBOL_BYTES;
      visit(
        number,
        view.getUint16(at + 6, true),
        elfAddress(view, at + 8),
        view.getUint32(at, true),
      );
    }
  }
}

/** Debug sections refer to each other by offset, as if each stood at 0. */
function baseOf(section: ElfSection, placeOf: SectionPlace): number | undefined {
  return section.flags & SectionFlag.alloc ? placeOf(section) : 0;
}
