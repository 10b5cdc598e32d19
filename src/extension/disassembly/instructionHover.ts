import type { DisassemblyLine } from '../../protocol/code';
import { shareText } from '../analysis/texts';
import { exitTable } from '../code/exitTable';
import { exitSums } from '../code/exitTexts';
import { plainMarkdown } from '../language/plainMarkdown';
import type { Listing } from './Listing';

/** What is known of an instruction, in paragraphs of Markdown; empty: nothing but its text. */
export function instructionHover(
  { disassembly, unit }: Listing,
  { exits, target, mayExit }: DisassemblyLine,
): readonly string[] {
  const functionNs = exitSums(disassembly.lines.flatMap((line) => line.exits)).totalNs;
  const { totalNs } = exitSums(exits);
  const share = functionNs > 0 && totalNs > 0 ? shareText(totalNs / functionNs) : undefined;
  return [
    ...(exits.length === 0 ? [] : [exitTable(exits, unit)]),
    ...(share === undefined ? [] : [`${plainMarkdown(share)} of the function’s time in exits.`]),
    ...(target === null ? [] : [targetText(target)]),
    ...(mayExit
      ? ['It can leave the guest by itself, where the hypervisor asks for it.']
      : exits.length > 0
        ? [
            'It does not leave the guest by itself: what it accessed did, or something from outside.',
          ]
        : []),
  ];
}

const targetWords = { call: 'Calls', jump: 'Jumps to', memory: 'Accesses' } as const;

function targetText({ kind, rip, symbol }: NonNullable<DisassemblyLine['target']>): string {
  const name = symbol === null ? '' : ` ${plainMarkdown(symbol)},`;
  return `${targetWords[kind]}${name} \`${rip}\`.`;
}
