import type { PlaceTally } from '../../protocol/code';
import { durationText, shareText } from '../analysis/texts';
import { exitSums, sumTexts } from '../code/exitTexts';
import type { Listing } from './Listing';
import { allExits } from './allExits';
import { listingMargins } from './listingMargins';
import type { LineSpan } from './sourceBlocks';

/**
 * Lines of a listing for a report: a code block with the margin as the editor shows it, and under it
 * the reasons of the exits.
 */
export function listingMarkdown(listing: Listing, { start, end }: LineSpan, of: string): string {
  const { disassembly, listed } = listing;
  const texts = disassembly.text.split('\n');
  const margins = listingMargins(listing);
  const written: string[] = [];
  for (let line = start; line <= end; line++) {
    written.push(`${margins[line]?.before ?? ''} ${texts[line] ?? ''}`.trimEnd());
  }
  const runs = runsOf(listing);
  const reasons = disassembly.lines.slice(start, end + 1).flatMap(({ rip, place }, at) =>
    runs.flatMap(({ run, unit, exits, functionNs }) =>
      (exits[start + at] ?? []).map((tally) => {
        const { reason, totalNs, p50Ns, maxNs } = tally;
        const share = totalNs > 0 ? ` (${shareText(totalNs / functionNs)})` : '';
        const parts = [
          `${sumTexts({ ...tally, exits: [tally] }, unit).join(', ')}${share}`,
          ...(p50Ns === null ? [] : [`p50 ${durationText(p50Ns, unit)}`]),
          ...(maxNs === null ? [] : [`max ${durationText(maxNs, unit)}`]),
        ];
        const where = [rip ?? '?', ...(place === null ? [] : [place])].map(code).join(' ');
        return `- ${run}${where} ${reason.replaceAll(/[*_`<[\]]/g, '\\$&')}: ${parts.join(', ')}`;
      }),
    ),
  );
  const both = listing.other === undefined ? '' : ` (A), ${listing.other.names[1]} (B)`;
  const title = `${code(disassembly.title)}, VM ${listed.vm}, ${of}${both}:`;
  const fence = fenceFor(written);
  return [
    title,
    '',
    `${fence}asm`,
    ...[...written, fence, ''],
    ...(reasons.length === 0 ? [] : [...reasons, '']),
  ].join('\n');
}

interface RunOfListing {
  /** What its exits are told with, where there are two. */
  readonly run: '' | 'A: ' | 'B: ';
  readonly unit: Listing['unit'];
  /** By line. */
  readonly exits: readonly (readonly PlaceTally[])[];
  readonly functionNs: number;
}

function runsOf({ disassembly, unit, other }: Listing): readonly RunOfListing[] {
  const own = disassembly.lines.map(({ exits }) => exits);
  const functionNs = exitSums(allExits(disassembly)).totalNs;
  if (other === undefined) return [{ run: '', unit, exits: own, functionNs }];
  const ofB = exitSums([...other.exits.flat(), ...other.unlisted]).totalNs;
  return [
    { run: 'A: ', unit, exits: own, functionNs },
    { run: 'B: ', unit: other.unit, exits: other.exits, functionNs: ofB },
  ];
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** A fence that no line closes. */
function fenceFor(lines: readonly string[]): string {
  const longest = lines
    .flatMap((line) => line.match(/`+/g) ?? [])
    .reduce((most, ticks) => Math.max(most, ticks.length), 2);
  return '`'.repeat(longest + 1);
}
