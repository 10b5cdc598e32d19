import { lowerBound } from '../../base/bisect';
import { symbolsNamed } from '../../formats/symbols/SymbolColumns';
import type { SymbolColumns } from '../../formats/symbols/SymbolColumns';
import type { ExitInstruction } from '../../kvm/exitInstructions';
import type { CodeModel } from './CodeModel';
import { kernelRoles } from './kernelRoles';

/** Run of addresses, of which `end` is the first that is not of it. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Another build of a kernel has most of its functions within this distance. */
const BESIDE_BYTES = 1 << 14;
/** What the compiler puts behind the name of a copy that it made of a function. */
const COPIES = ['', '.constprop.0', '.isra.0', '.part.0'];
/** Where the kernel's code begins and ends (arch/x86/kernel/vmlinux.lds.S). */
const CODE_BOUNDS = [
  ['_stext', '_etext'],
  ['_sinittext', '_einittext'],
] as const;

/** Undefined: these are no symbols of Linux, whose functions' roles are known. */
export function symbolModel(columns: SymbolColumns): CodeModel | undefined {
  const roles = Object.values(kernelRoles).flatMap(({ functions }) => functions);
  const names = roles.flatMap((name) => COPIES.map((copy) => name + copy));
  const found = symbolsNamed(columns, new Set([...names, ...CODE_BOUNDS.flat()]));
  const addressOf = (name: string): number | undefined => {
    const index = found.get(name)?.[0];
    return index === undefined ? undefined : columns.address[index];
  };
  const code = CODE_BOUNDS.flatMap(([from, to]): Span[] => {
    const [start, end] = [addressOf(from), addressOf(to)];
    return start === undefined || end === undefined || end <= start ? [] : [{ start, end }];
  });
  if (code.length === 0) return undefined;
  const codeBytes = bytesOf(code);
  const spans = new Map<ExitInstruction, readonly Span[]>();
  for (const [instruction, { functions }] of Object.entries(kernelRoles)) {
    const of = functions
      .flatMap((name) => COPIES.flatMap((copy) => found.get(name + copy) ?? []))
      .map((index) => spanOf(columns, index));
    if (of.length > 0) spans.set(instruction as ExitInstruction, of);
  }
  const holds = (list: readonly Span[], address: number): boolean =>
    list.some(({ start, end }) => address >= start && address < end);
  return {
    knows: (instruction) => spans.has(instruction),
    likely: (instruction) => kernelRoles[instruction]!.likely,
    isCode: (address) => holds(code, address),
    chance: (instruction) => bytesOf(spans.get(instruction)!) / codeBytes,
    fits: (instruction, address) => holds(spans.get(instruction)!, address),
    isBeside: (instruction, address) =>
      spans
        .get(instruction)!
        .some(({ start, end }) => address >= start - BESIDE_BYTES && address < end + BESIDE_BYTES),
  };
}

/** A symbol up to the next one. */
function spanOf({ address, count }: SymbolColumns, index: number): Span {
  const start = address[index]!;
  const next = lowerBound(address, start + 1);
  return { start, end: next < count ? address[next]! : start + 1 };
}

function bytesOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
