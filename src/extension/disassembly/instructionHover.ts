import type { DisassemblyLine } from '../../protocol/code';
import { shareText } from '../analysis/texts';
import { exitTable } from '../code/exitTable';
import { exitSums } from '../code/exitTexts';
import { plainMarkdown } from '../language/plainMarkdown';
import { allExits } from './allExits';
import { bothRuns } from './bothRuns';
import { exitTableOfBoth } from './exitTableOfBoth';
import type { Listing } from './Listing';

/** What is known of an instruction, in paragraphs of Markdown; empty: nothing but its text. */
export function instructionHover(listing: Listing, line: DisassemblyLine): readonly string[] {
  const { disassembly, unit } = listing;
  const { exits, insideCount, target, mayExit } = line;
  const both = bothRuns(listing)?.[disassembly.lines.indexOf(line)];
  const hasExits = exits.length > 0 || (both?.b.count ?? 0) > 0;
  const functionNs = exitSums(allExits(disassembly)).totalNs;
  const { totalNs } = exitSums(exits);
  const share = functionNs > 0 && totalNs > 0 ? shareText(totalNs / functionNs) : undefined;
  return [
    ...(both !== undefined && hasExits
      ? [exitTableOfBoth(both, listing)]
      : exits.length === 0
        ? []
        : [exitTable(exits, unit)]),
    ...(insideCount === 0 ? [] : [insideText(insideCount)]),
    ...(share === undefined
      ? []
      : [
          `${plainMarkdown(share)} of the function’s time in exits${both === undefined ? '' : ' of A'}.`,
        ]),
    ...(target === null ? [] : [targetText(target)]),
    ...(mayExit
      ? ['It can leave the guest by itself, where the hypervisor asks for it.']
      : hasExits
        ? [
            'It does not leave the guest by itself: what it accessed did, or something from outside.',
          ]
        : []),
  ];
}

function insideText(count: number): string {
  const were = count === 1 ? 'exit was' : 'exits were';
  return `${count.toLocaleString('en-US')} ${were} inside of its bytes, where the guest ran other code than this.`;
}

const targetWords = {
  call: 'Calls',
  jump: 'Jumps to',
  memory: 'Accesses',
  address: 'Has the address of',
} as const;

function targetText({ kind, rip, symbol }: NonNullable<DisassemblyLine['target']>): string {
  const name = symbol === null ? '' : ` ${plainMarkdown(symbol)},`;
  return `${targetWords[kind]}${name} \`${rip}\`.`;
}
