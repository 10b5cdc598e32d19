import type { ByteCursor } from '../ByteCursor';
import { parsePageLayout } from '../ringbuffer/PageLayout';
import { OptionId } from './readOptions';
import type { TraceDatParts } from './TraceDatParts';

/** The kernel prints less than 1 KB. */
const MOST_HEADER_TEXT_BYTES = 4096;
/** The kernel's longest, with the symbol lists of kvm_exit, is about 10 KB. */
const MOST_FORMAT_BYTES = 1 << 20;
const MOST_COMMS_BYTES = 64 << 20;
const MOST_COMMS = 1 << 20;
const MOST_SYSTEMS = 10_000;
/** Of all systems together. */
const MOST_EVENTS = 100_000;

export type SectionStep = (cursor: ByteCursor, parts: TraceDatParts) => void;

/** The sections events are decoded with, in the order they depend on each other. */
export const metadataSections: readonly (readonly [id: number, name: string, step: SectionStep])[] =
  [
    [OptionId.headerInfo, 'header_page', readHeaderInfo],
    [OptionId.ftraceEvents, 'ftrace formats', readFtraceFormats],
    [OptionId.eventFormats, 'event formats', readEventFormats],
    [OptionId.cmdlines, 'thread names', readCmdlines],
  ];

/** `header_page` and `header_event`: the layout of a sub-buffer, and one text no reader needs. */
export function readHeaderInfo(cursor: ByteCursor, parts: TraceDatParts): void {
  expectTag(cursor, 'header_page');
  const at = cursor.position;
  const layout = parsePageLayout(sizedText(cursor, 'header_page', MOST_HEADER_TEXT_BYTES));
  if (layout === undefined)
    throw cursor.error('bad-value', 'header_page has no sub-buffer layout', at);
  parts.pageLayout = layout;
  expectTag(cursor, 'header_event');
  cursor.skip(cursor.u64AsNumber('a text size'));
}

/** Formats of the events that ftrace itself writes: `print`, `bprint`, `function`, … */
export function readFtraceFormats(cursor: ByteCursor, parts: TraceDatParts): void {
  const count = counted(cursor, cursor.u32(), MOST_EVENTS);
  for (let index = 0; index < count; index++) readFormat(cursor, 'ftrace', parts);
}

export function readEventFormats(cursor: ByteCursor, parts: TraceDatParts): void {
  const systems = counted(cursor, cursor.u32(), MOST_SYSTEMS);
  for (let index = 0; index < systems; index++) {
    const system = cursor.zstr();
    const events = counted(cursor, cursor.u32(), MOST_EVENTS);
    for (let event = 0; event < events; event++) readFormat(cursor, system, parts);
  }
}

/** Lines `tid name`; the name is everything behind the first blank and may hold blanks itself. */
export function readCmdlines(cursor: ByteCursor, parts: TraceDatParts): void {
  const text = sizedText(cursor, 'the thread names', MOST_COMMS_BYTES);
  let start = 0;
  while (start < text.length && parts.comms.size < MOST_COMMS) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const blank = line.indexOf(' ');
    if (blank > 0) parts.comms.set(Number(line.slice(0, blank)), line.slice(blank + 1));
    start = end + 1;
  }
}

/** kallsyms and printk formats: a 32-bit size and a text that event columns do not need. */
export function skipSizedText(cursor: ByteCursor): void {
  cursor.skip(cursor.u32());
}

function readFormat(cursor: ByteCursor, system: string, parts: TraceDatParts): void {
  const text = sizedText(cursor, 'an event format', MOST_FORMAT_BYTES);
  counted(cursor, parts.formats.push({ system, text }), MOST_EVENTS);
}

function expectTag(cursor: ByteCursor, tag: string): void {
  const at = cursor.position;
  const found = cursor.zstr(32);
  if (found !== tag) throw cursor.error('bad-value', `"${found}" instead of "${tag}"`, at);
}

/** A text behind its 64-bit size. */
function sizedText(cursor: ByteCursor, what: string, mostBytes: number): string {
  const at = cursor.position;
  const bytes = cursor.u64AsNumber(`the size of ${what}`);
  if (bytes > mostBytes) throw cursor.error('too-large', `${what} of ${bytes} bytes`, at);
  return cursor.text(bytes);
}

function counted(cursor: ByteCursor, count: number, most: number): number {
  if (count > most) throw cursor.error('bad-value', `says ${count} entries`);
  return count;
}
