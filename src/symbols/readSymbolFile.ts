import type { Steps } from '../base/steps';
import type { ByteSource, Decompressor } from '../formats/ByteSource';
import { FormatError } from '../formats/FormatError';
import { CodeBytes } from '../formats/elf/CodeBytes';
import { buildId } from '../formats/elf/buildId';
import { isElf, readElf } from '../formats/elf/readElf';
import { readFully } from '../formats/readFully';
import { looksLikeProcModules, readProcModules } from '../formats/symbols/readProcModules';
import { looksLikeSymbolText, readSymbolText } from '../formats/symbols/readSymbolText';
import { readKallsyms } from '../formats/tracedat/readKallsyms';
import { isTraceDat } from '../formats/tracedat/readHeader';
import { elfSymbolTable } from './elfTable';
import { imageSpan, kernelSpan, USUAL_LINK_ADDRESS } from './kernelSpan';
import { moduleName, moduleSections } from './moduleSections';
import type { SymbolFile } from './SymbolFile';
import { textSymbolTable } from './textTable';

const START_BYTES = 4096;
const GZIP = [0x1f, 0x8b];
/** `HdrS` at this place: arch/x86/boot/header.S. */
const BOOT_MAGIC_AT = 0x202;
const BOOT_MAGIC = [0x48, 0x64, 0x72, 0x53];

/**
 * Reads what a guest's symbols come from: kallsyms, System.map or `nm` as text, a vmlinux or another
 * program, a module, /proc/modules, or the kallsyms inside of a guest's trace.dat. Throws a
 * `FormatError` for anything else. Pauses again and again: a kernel's takes some 100 ms.
 */
export function* readSymbolFile(source: ByteSource, decompressor: Decompressor): Steps<SymbolFile> {
  const first = new Uint8Array(START_BYTES);
  const start = first.subarray(0, readFully(source, first, 0));
  if (isElf(start)) return yield* elfSymbols(source, decompressor);
  if (isTraceDat(start)) {
    const text = readKallsyms(source, decompressor);
    if (text === undefined) throw refused('this recording holds no kallsyms');
    return yield* textSymbols(source.name, text);
  }
  if (looksLikeSymbolText(start)) return yield* textSymbols(source.name, source);
  if (looksLikeProcModules(start)) {
    return { is: 'modules', path: source.name, modules: readProcModules(source) };
  }
  throw refused(whyNot(start));
}

function* elfSymbols(source: ByteSource, decompressor: Decompressor): Steps<SymbolFile> {
  const elf = readElf(source, decompressor);
  const common = { path: source.name, elf, buildId: buildId(elf) };
  if (elf.type === 'relocatable') {
    const table = yield* elfSymbolTable(elf, moduleSections(elf, 0));
    return { is: 'module', ...common, module: moduleName(elf), table };
  }
  const table = yield* elfSymbolTable(elf);
  const own = new CodeBytes(elf);
  const code = own.ranges.length === 0 ? undefined : own;
  const kernel = table === undefined ? imageSpan(own) : kernelSpan(table.columns);
  return { is: 'program', ...common, table, kernel, code };
}

function* textSymbols(path: string, text: ByteSource): Steps<SymbolFile> {
  const { columns, isCut } = yield* readSymbolText(text);
  const kernel = kernelSpan(columns);
  const hasModules = columns.modules.length > 1;
  // A kernel whose addresses are not those it was linked for has run; so has one with modules.
  const hasRun = kernel !== undefined && (hasModules || kernel.start > USUAL_LINK_ADDRESS);
  const kind = hasRun ? 'kallsyms' : 'system-map';
  return { is: 'text', path, kind, table: textSymbolTable(columns, kind), kernel, isCut };
}

function whyNot(start: Uint8Array): string {
  if (start.length === 0) return 'the file is empty';
  const has = (bytes: readonly number[], at: number): boolean =>
    bytes.every((byte, index) => start[at + index] === byte);
  if (has(GZIP, 0)) return 'this is a gzip file, to be unpacked first';
  if (has(BOOT_MAGIC, BOOT_MAGIC_AT)) {
    return "this is a bootable kernel without symbols, whose vmlinux the kernel's extract-vmlinux gets out";
  }
  return 'this is neither ELF nor a list of symbols';
}

function refused(reason: string): FormatError {
  return new FormatError(
    'unsupported',
    { section: 'symbols', offset: 0 },
    reason,
    "Give the guest's vmlinux, its /proc/kallsyms or its System.map.",
  );
}
