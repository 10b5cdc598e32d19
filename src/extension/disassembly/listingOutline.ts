import { baseName } from '../../base/baseName';
import type { CodeFrame, PlaceTally } from '../../protocol/code';
import { exitSums, sumTexts } from '../code/exitTexts';
import { allExits } from './allExits';
import type { Listing } from './Listing';
import { sourceBlocks } from './sourceBlocks';
import type { LineSpan } from './sourceBlocks';

/** One entry of a listing's outline. */
export interface OutlineEntry extends LineSpan {
  readonly kind: 'function' | 'inlined' | 'line' | 'exit';
  readonly name: string;
  readonly detail: string;
  readonly children: readonly OutlineEntry[];
}

/** The function, its source lines with what is inlined there, and the instructions that exit. */
export function listingOutline(listing: Listing): OutlineEntry {
  const { disassembly, unit } = listing;
  const { lines, title } = disassembly;
  const texts = disassembly.text.split('\n');
  const exits = lines.flatMap((line, at): readonly OutlineEntry[] =>
    line.exits.length === 0
      ? []
      : [
          {
            kind: 'exit',
            name: mnemonicOf(texts[at] ?? ''),
            detail: sumText(line.exits, unit),
            start: at,
            end: at,
            children: [],
          },
        ],
  );
  const blocks = sourceBlocks(lines, texts).map(({ start, end, frames }): OutlineEntry => {
    const [innermost] = frames;
    return {
      kind: frames.length > 1 ? 'inlined' : 'line',
      name: frameName(innermost),
      detail: innermost?.function ?? '',
      start,
      end,
      children: exits.filter((exit) => exit.start >= start && exit.start <= end),
    };
  });
  const outside = exits.filter(({ start }) => !blocks.some((block) => holds(block, start)));
  const first = lines.findIndex(({ kind }) => kind !== 'head');
  return {
    kind: 'function',
    name: title,
    detail: sumText(allExits(disassembly), unit),
    start: Math.max(first, 0),
    end: Math.max(lines.length - 1, 0),
    children: [...blocks, ...outside].sort((a, b) => a.start - b.start),
  };
}

function sumText(exits: readonly PlaceTally[], unit: Listing['unit']): string {
  return exits.length === 0 ? '' : sumTexts(exitSums(exits), unit).join(', ');
}

function holds({ start, end }: LineSpan, line: number): boolean {
  return start <= line && line <= end;
}

function frameName(frame: CodeFrame | undefined): string {
  if (frame?.file == null) return 'no source line';
  return `${baseName(frame.file)}:${frame.line ?? '?'}`;
}

/** `hlt` of `0000000000100012  f4                    hlt`. */
function mnemonicOf(text: string): string {
  return /^[\da-f]{16} {2}(?:[\da-f]{2} )+ *(\S+)/.exec(text)?.[1] ?? text;
}
