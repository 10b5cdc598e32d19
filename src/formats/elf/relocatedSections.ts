import type { ByteSource } from '../ByteSource';
import { elfAddress, elfBytes } from './elfBytes';
import { SectionFlag, SectionNumber, SectionType } from './elfConstants';
import type { ElfFile, ElfSection } from './ElfFile';
import type { SectionPlace } from './readElfSymbols';
import { RelocatedSource } from './RelocatedSource';

const SYMBOL_BYTES = 24;
const PIECE_BYTES = SYMBOL_BYTES << 12;
/** Where what has no place is put, so that no address of a guest finds it: exact in a double. */
const NOWHERE = 2 ** 50;

/** The sections of a relocatable file by name, as if it were linked to where its sections stand. */
export function relocatedSections(
  elf: ElfFile,
  placeOf: SectionPlace,
): { find(name: string): ByteSource | undefined } {
  const found = new Map<string, ByteSource | undefined>();
  let values: Float64Array | undefined;
  const valueOf = (symbol: number): number => {
    values ??= symbolValues(elf, placeOf);
    return values[symbol] ?? NOWHERE;
  };
  const relocated = (name: string): ByteSource | undefined => {
    const source = elf.find(name);
    const section = elf.sections.find((one) => one.name === name);
    const entries = elf.sections.find(
      ({ type, info }) => type === SectionType.relocations && info === section?.index,
    );
    const relocations = entries && elf.bytesOf(entries);
    if (source === undefined || relocations === undefined) return source;
    return new RelocatedSource(source, relocations, valueOf);
  };
  return {
    find(name) {
      if (!found.has(name)) found.set(name, relocated(name));
      return found.get(name);
    },
  };
}

/** Address of each symbol, by its number. */
function symbolValues(elf: ElfFile, placeOf: SectionPlace): Float64Array {
  const table = elf.sections.find(({ type }) => type === SectionType.symbolTable);
  const symbols = table && elf.bytesOf(table);
  if (table === undefined || symbols === undefined) return new Float64Array(0);
  const bases = elf.sections.map((section) => baseOf(section, placeOf));
  const count = Math.floor(symbols.size / SYMBOL_BYTES);
  const values = new Float64Array(count);
  for (let first = 0; first < count; first += PIECE_BYTES / SYMBOL_BYTES) {
    const start = first * SYMBOL_BYTES;
    const bytes = Math.min(PIECE_BYTES, count * SYMBOL_BYTES - start);
    const view = new DataView(elfBytes(symbols, `section ${table.name}`, start, bytes).buffer);
    for (let at = 0; at < bytes; at += SYMBOL_BYTES) {
      const section = view.getUint16(at + 6, true);
      const isNowhere = section === SectionNumber.undefined || bases[section] === undefined;
      const base = section === SectionNumber.absolute ? 0 : isNowhere ? NOWHERE : bases[section]!;
      values[first + at / SYMBOL_BYTES] = base + elfAddress(view, at + 8);
    }
  }
  return values;
}

/** Debug sections refer to each other by offset, as if each stood at 0. */
function baseOf(section: ElfSection, placeOf: SectionPlace): number {
  return section.flags & SectionFlag.alloc ? (placeOf(section) ?? NOWHERE) : 0;
}
