import { FormatError } from './FormatError';

/** Known containers that are no recordings, by their first bytes, and what the user should do. */
const OTHER_FILES: readonly { readonly magic: readonly number[]; readonly what: string }[] = [
  { magic: [0x1f, 0x8b], what: 'a gzip file: unpack it with gunzip first' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: 'a zstd file: unpack it with zstd -d first' },
  { magic: [0x50, 0x45, 0x52, 0x46], what: 'a perf.data file, which this version does not read' },
  { magic: [0x32, 0x45, 0x4c, 0x49], what: 'a perf.data file, which this version does not read' },
  {
    magic: Array.from('version https', (char) => char.charCodeAt(0)),
    what: 'a Git LFS pointer: fetch the file itself with git lfs pull',
  },
];

/** The refusal of a file that is no recording we know. `start`: its first bytes. */
export function notARecording(start: Uint8Array): FormatError {
  const place = { section: 'file header', offset: 0 };
  if (start.length === 0) {
    const advice = 'Record again, or copy it again.';
    return new FormatError('empty-file', place, 'the file is empty', advice);
  }
  const other = OTHER_FILES.find(({ magic }) =>
    magic.every((byte, index) => start[index] === byte),
  );
  const reason = other?.what ?? 'not a trace.dat: its first bytes are others';
  return new FormatError('not-a-trace', place, reason, 'Open a file that trace-cmd record wrote.');
}
