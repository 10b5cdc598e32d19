import type { ExcerptEvent } from './excerpt/Excerpt';
import { readExcerpt } from './excerpt/readExcerpt';
import { lineInWords } from './lineInWords';
import type { LineInWords } from './lineInWords';
import { LinePayloads } from './LinePayloads';
import { readTraceLine } from './readTraceLine';
import { textHabits } from './textHabits';
import type { TextLines } from './visitLines';

/** Lines looked at for what a line rests on: its thread's exit and entry, how the text prints numbers. */
const LINES_BEFORE = 300;
const LINES_AFTER = 700;

/** One line in words, with what the lines around it say of it. */
export interface ExplainedLine {
  readonly event: ExcerptEvent;
  readonly words: LineInWords;
  /** Line of the entry after an exit, in the whole text, from 0. */
  readonly entryLine: number | undefined;
}

/** Undefined: the line is no event, nor a part of one that was wrapped. */
export function explainLine(lines: TextLines, line: number): ExplainedLine | undefined {
  const start = Math.max(0, line - LINES_BEFORE);
  const end = Math.min(lines.count, line + LINES_AFTER);
  const texts = Array.from({ length: end - start }, (_, index) => lines.text(start + index));
  const { kind } = readTraceLine(texts[line - start] ?? '');
  if (kind === 'blank' || kind === 'remark' || kind === 'call-chain') return undefined;
  const read = texts.map(readTraceLine);
  const payloads = new LinePayloads(textHabits(read));
  const event = readExcerpt(texts, read, payloads)
    .items.filter((item) => item.kind === 'event')
    .find(({ first, last }) => first <= line - start && line - start <= last);
  if (event === undefined) return undefined;
  return {
    event,
    words: lineInWords(event.line, payloads, event.precedingExit),
    entryLine: event.entry && event.entry.line + start,
  };
}
