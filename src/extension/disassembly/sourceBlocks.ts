import type { CodeFrame, DisassemblyLine } from '../../protocol/code';

/** Lines of a listing, the last one included. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** Instructions of one source line that stand together, under the line that names it. */
export interface SourceBlock extends LineSpan {
  /** Empty: of no source line. */
  readonly frames: readonly CodeFrame[];
}

/** The head of a listing; undefined: it has none. */
export function headOf(lines: readonly DisassemblyLine[]): LineSpan | undefined {
  const behind = lines.findIndex(({ kind }) => kind !== 'head');
  const end = (behind === -1 ? lines.length : behind) - 1;
  return end < 0 ? undefined : { start: 0, end };
}

/** Every block of a listing, in its order. A blank line before a block belongs to none. */
export function sourceBlocks(
  lines: readonly DisassemblyLine[],
  texts: readonly string[],
): readonly SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let line = 0;
  while (line < lines.length) {
    if (lines[line]!.kind !== 'source' || texts[line] === '') {
      line++;
      continue;
    }
    const start = line;
    while (lines[line + 1]?.kind === 'source' && texts[line + 1] !== '') line++;
    while (lines[line + 1]?.kind === 'instruction') line++;
    blocks.push({ start, end: line, frames: lines[start]!.frames });
    line++;
  }
  return blocks;
}
