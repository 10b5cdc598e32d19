import type { ByteCursor } from '../ByteCursor';
import {
  readCmdlines,
  readEventFormats,
  readFtraceFormats,
  readHeaderInfo,
  skipSizedText,
} from './metadata';
import type { TraceDatParts } from './TraceDatParts';

type Step = (cursor: ByteCursor, parts: TraceDatParts) => void;

/** What version 6 and the tracing data of a perf.data hold one behind the other. */
export const metadataSequence: readonly (readonly [section: string, step: Step])[] = [
  ['header_page', readHeaderInfo],
  ['ftrace formats', readFtraceFormats],
  ['event formats', readEventFormats],
  ['kallsyms', skipSizedText],
  ['printk formats', skipSizedText],
  ['thread names', readCmdlines],
];
