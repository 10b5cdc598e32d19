import type { SymbolImageRow } from '../../protocol/code';
import type { WishOrigin } from './Wishes';

/** A line below a file in the view. */
export interface ImageFact {
  readonly icon: string;
  readonly text: string;
}

/** Where a file comes from, as the view says it. */
export const originFacts: Readonly<Record<WishOrigin, ImageFact>> = {
  given: { icon: 'tag', text: 'Named for this trace' },
  setting: { icon: 'gear', text: 'From the setting exitscope.symbols' },
  'build-id': {
    icon: 'history',
    text: 'Named for another trace; this one was recorded on its build',
  },
  'stand-in': { icon: 'history', text: 'In place of a file with the same build ID that is gone' },
  debuginfod: { icon: 'cloud-download', text: 'Fetched by its build ID (debuginfod)' },
};

/** What a file is, where it comes from, and how it was checked. */
export function imageFacts(
  image: SymbolImageRow,
  origin: WishOrigin | undefined,
): readonly ImageFact[] {
  const { isOfTrace, buildId, checked, fitting, places, atStart, problems } = image;
  const facts: ImageFact[] = [];
  if (isOfTrace) facts.push({ icon: 'tag', text: 'Came with the recording of the guest' });
  else if (origin !== undefined) facts.push(originFacts[origin]);
  facts.push({ icon: 'symbol-namespace', text: kindText(image) });
  if (checked > 0) facts.push({ icon: 'checklist', text: checkedText(fitting, checked) });
  if (places > 0) facts.push({ icon: 'list-tree', text: startsText(atStart, places) });
  // Else a problem says why.
  if (checked + places === 0 && problems.length === 0)
    facts.push({ icon: 'question', text: untold });
  if (buildId !== null) facts.push({ icon: 'key', text: `Build ID ${buildId}` });
  return facts;
}

const untold = 'No exit tells whether it is what the guest ran';

function kindText({ kind, module, hasCode, hasLines }: SymbolImageRow): string {
  if (kind === 'kallsyms') return 'kallsyms';
  if (kind === 'system-map') return 'System.map';
  if (kind === 'modules') return '/proc/modules';
  const what = module === null ? 'ELF file' : `Module ${module}`;
  if (hasCode) return `${what} with code${hasLines ? ' and source lines' : ', no source lines'}`;
  return `${what} with ${hasLines ? 'source lines' : 'neither code nor source lines'}`;
}

function checkedText(fitting: number, checked: number): string {
  return `${amount(fitting)} of ${amount(checked)} places where the guest exited fit`;
}

function startsText(atStart: number, places: number): string {
  return `${amount(atStart)} of ${amount(places)} places are at the start of an instruction`;
}

/** Places that share a vote count as fractions. */
function amount(count: number): string {
  return (Math.round(count * 10) / 10).toLocaleString('en-US');
}
