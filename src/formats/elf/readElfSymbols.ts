import type { ByteSource } from '../ByteSource';
import type { Steps } from '../../base/steps';
import { SymbolBuilder } from '../symbols/SymbolBuilder';
import type { SymbolColumns } from '../symbols/SymbolColumns';
import { elfAddress, elfBytes, elfError, elfSize } from './elfBytes';
import { SectionFlag, SectionNumber, SectionType, SymbolBinding, SymbolType } from './elfConstants';
import type { ElfFile, ElfSection } from './ElfFile';

const SYMBOL_BYTES = 24;
/** Read at once: 16,384 symbols, some ms. */
const PIECE_BYTES = SYMBOL_BYTES << 14;
/** The names of a kernel have some 8 MB. */
const MOST_NAME_BYTES = 1 << 27;
/** Longer ones are cut: names that never end would be gone through for each symbol again. */
const MOST_SYMBOL_BYTES = 1 << 12;
const PER_CPU = '.data..percpu';

const [LETTER_B, LETTER_D, LETTER_R, LETTER_T, LETTER_W] = [0x62, 0x64, 0x72, 0x74, 0x57];
const TO_UPPER = 0x20;

/** Where the sections of a relocatable file stand in memory; undefined: nowhere that is known. */
export type SectionPlace = (section: ElfSection) => number | undefined;

/**
 * The symbols of an ELF file that stand in memory: of its symbol table, or of the dynamic one where
 * it is stripped. Undefined: it has neither. Absolute symbols, those of sections and files, and
 * per-CPU ones (which count from 0) are left out. `placeOf` says where a relocatable file's sections
 * are. Throws a `FormatError` when a table is damaged. Pauses after each piece of the table.
 */
export function* readElfSymbols(
  elf: ElfFile,
  placeOf: SectionPlace = () => undefined,
): Steps<SymbolColumns | undefined> {
  const table =
    elf.sections.find(({ type }) => type === SectionType.symbolTable) ??
    elf.sections.find(({ type }) => type === SectionType.dynamicSymbols);
  const symbols = table && elf.bytesOf(table);
  if (table === undefined || symbols === undefined || symbols.size === 0) return undefined;
  if (table.entryBytes !== SYMBOL_BYTES) {
    throw elfError(`section ${table.name}`, table.offset, `symbols of ${table.entryBytes} bytes`);
  }
  const names = namesOf(elf, table);
  const kinds = sectionKinds(elf, placeOf);
  const numbers = extendedNumbers(elf, table);
  const builder = new SymbolBuilder();
  for (let from = 0; from < symbols.size && !builder.isFull; from += PIECE_BYTES) {
    const bytes = Math.min(PIECE_BYTES, symbols.size - from);
    const piece = elfBytes(symbols, `section ${table.name}`, from, bytes);
    addSymbols(builder, { piece, first: from / SYMBOL_BYTES, names, kinds, numbers });
    yield;
  }
  return yield* builder.build(names);
}

interface Piece {
  readonly piece: Uint8Array<ArrayBuffer>;
  /** Number of its first symbol. */
  readonly first: number;
  readonly names: Uint8Array;
  readonly kinds: readonly SectionKind[];
  readonly numbers: DataView | undefined;
}

function addSymbols(builder: SymbolBuilder, { piece, first, names, kinds, numbers }: Piece): void {
  const view = new DataView(piece.buffer);
  for (let at = 0; at + SYMBOL_BYTES <= piece.length; at += SYMBOL_BYTES) {
    const type = piece[at + 4]! & 0xf;
    if (type > SymbolType.function && type !== SymbolType.indirectFunction) continue;
    let section = view.getUint16(at + 6, true);
    if (section === SectionNumber.extended && numbers !== undefined) {
      const place = (first + at / SYMBOL_BYTES) * 4;
      section = place + 4 <= numbers.byteLength ? numbers.getUint32(place, true) : 0;
    } else if (section >= SectionNumber.firstReserved) continue;
    const kind = kinds[section];
    if (kind === undefined || kind.letter === 0) continue;
    const nameAt = view.getUint32(at, true);
    const nameLength = lengthOfName(names, nameAt);
    if (nameLength === 0 || isCompilers(names, nameAt)) continue;
    const letter = letterOf(kind.letter, piece[at + 4]! >>> 4);
    const address = elfAddress(view, at + 8) + kind.base;
    builder.add(address, elfSize(view, at + 16), letter, 0, nameAt, nameLength);
  }
}

function lengthOfName(names: Uint8Array, at: number): number {
  const name = names.subarray(at, at + MOST_SYMBOL_BYTES);
  const end = name.indexOf(0);
  return end < 0 ? name.length : end;
}

/** `.L…`: labels of the compiler, which kallsyms leaves out too (scripts/kallsyms.c). */
function isCompilers(names: Uint8Array, at: number): boolean {
  return names[at] === 0x2e && names[at + 1] === 0x4c;
}

function letterOf(kind: number, binding: number): number {
  if (binding === SymbolBinding.weak) return LETTER_W;
  return binding === SymbolBinding.local ? kind : kind - TO_UPPER;
}

/** What symbols of a section are. */
interface SectionKind {
  /** Code of the letter that local ones have; 0: they stand nowhere in memory. */
  readonly letter: number;
  /** To be added to their values. */
  readonly base: number;
}

const ABSENT: SectionKind = { letter: 0, base: 0 };

function sectionKinds({ sections, type }: ElfFile, placeOf: SectionPlace): SectionKind[] {
  return sections.map((section) => {
    if ((section.flags & SectionFlag.alloc) === 0 || section.name === PER_CPU) return ABSENT;
    const base = type === 'relocatable' ? placeOf(section) : 0;
    return base === undefined ? ABSENT : { letter: sectionLetter(section), base };
  });
}

const WRITABLE = 0x1;

function sectionLetter({ flags, type }: ElfSection): number {
  if ((flags & SectionFlag.executable) !== 0) return LETTER_T;
  if (type === SectionType.noBits) return LETTER_B;
  return (flags & WRITABLE) !== 0 ? LETTER_D : LETTER_R;
}

function namesOf(elf: ElfFile, { link, name, offset }: ElfSection): Uint8Array {
  const section = elf.sections[link];
  const source = section && elf.bytesOf(section);
  if (section === undefined || source === undefined) {
    throw elfError(`section ${name}`, offset, `says its names are in section ${link}`);
  }
  return wholeBytes(source, section);
}

/** `SHT_SYMTAB_SHNDX`: a word a symbol, for those whose section number does not fit into theirs. */
function extendedNumbers(elf: ElfFile, table: ElfSection): DataView | undefined {
  const section = elf.sections.find(
    ({ type, link }) => type === SectionType.symbolSections && link === table.index,
  );
  const source = section && elf.bytesOf(section);
  return source && new DataView(wholeBytes(source, section).buffer);
}

function wholeBytes(source: ByteSource, section: ElfSection): Uint8Array<ArrayBuffer> {
  if (source.size > MOST_NAME_BYTES) {
    throw elfError(`section ${section.name}`, section.offset, `has ${source.size} bytes`);
  }
  return elfBytes(source, `section ${section.name}`, 0, source.size);
}
