import { baseName } from '../../base/baseName';
import type { SymbolImageRow, SymbolState } from '../../protocol/code';
import type { Wishes } from './Wishes';

/** Notes on files that a notification tells too; others stay in the view. */
const toldNotes: ReadonlySet<string> = new Set([
  'symbols-gone',
  'symbols-changed',
  'symbols-stand-in',
]);

/** What is wrong with the wished files, each in a sentence or two. */
export function symbolFaults(state: SymbolState, { notes }: Wishes): readonly string[] {
  return [
    ...notes.filter(({ code }) => toldNotes.has(code)).map(({ message }) => message),
    ...state.unreadable.map(({ path, message }) => `${baseName(path)} is not used: ${message}`),
    ...mismatches(state).map(mismatchText),
  ];
}

/**
 * A notification of the faults that were not told before: whoever adds one file more is told of that
 * one. undefined: there are none.
 */
export function symbolsWarning(
  faults: readonly string[],
  told: ReadonlySet<string>,
): string | undefined {
  const [first, ...others] = faults.filter((fault) => !told.has(fault));
  if (first === undefined || others.length === 0) return first;
  const files = others.length === 1 ? 'one more file' : `${others.length} more files`;
  return `${first} There is something wrong with ${files}.`;
}

/** Files that are not what a VM ran. One for all VMs that another VM ran is none. */
function mismatches({ images }: SymbolState): readonly SymbolImageRow[] {
  const used = new Set(images.flatMap(({ path, placedBy }) => (placedBy === null ? [] : [path])));
  const seen = new Set<string>();
  return images.filter(({ path, placedBy, problems }) => {
    if (placedBy !== null || used.has(path) || seen.has(path)) return false;
    seen.add(path);
    return problems.some(({ severity }) => severity === 'error');
  });
}

function mismatchText({ path, kind, module, vm, problems }: SymbolImageRow): string {
  const slide = problems.find(({ code }) => code === 'impossible-slide');
  if (slide !== undefined) return `${baseName(path)}: ${slide.message}`;
  const what = kind === 'elf' ? (module === null ? 'what' : 'the module that') : 'the kernel that';
  return `${baseName(path)} is not ${what} VM ${vm} ran. It is not used.`;
}

/** Files that are not used, as they are of something else or cannot be read. */
export function unusedFiles(state: SymbolState): number {
  return mismatches(state).length + state.unreadable.length;
}
