import type { OtherFile } from './OtherFile';
import { FormatError } from './FormatError';
import { describeBinaryFile } from './otherBinaryFiles';
import { describeTextFile } from './otherTextFiles';

/** The refusal of a file that is no recording we know. `start`: its first bytes, up to 64 KB of them. */
export function notARecording(start: Uint8Array): FormatError {
  const place = { section: 'file header', offset: 0 };
  if (start.length === 0) {
    const advice = 'Record again, or copy it again.';
    return new FormatError('empty-file', place, 'the file is empty', advice);
  }
  const { what, because, advice } =
    describeBinaryFile(start) ?? describeTextFile(start) ?? unknownFile;
  const reason = `this is ${what}, which Exitscope cannot read, because ${because}`;
  return new FormatError('not-a-trace', place, reason, advice);
}

const unknownFile: OtherFile = {
  what: 'a binary file of a kind it does not know',
  because: 'its first bytes are those of no recording',
  advice: 'Open a file that trace-cmd record or perf record wrote.',
};
