import { byteOrderMarkBytes } from './byteOrderMark';
import { phrases } from './OtherFile';
import type { OtherFile } from './OtherFile';
import { latin1 } from './text';

/** Enough of a text to see what it is about. */
const SEEN_BYTES = 1 << 14;
/** Characters that texts do not have: all below the blank but tab, line ends, form feed and escape. */
// eslint-disable-next-line no-control-regex -- what is looked for
const notText = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

/** What a text is that holds no trace we can read; undefined: it is no text. */
export function describeTextFile(start: Uint8Array): OtherFile | undefined {
  const text = latin1(start.subarray(byteOrderMarkBytes(start), SEEN_BYTES));
  if (notText.test(text)) return undefined;
  return kinds.find(({ pattern }) => pattern.test(text)) ?? plainText;
}

interface Kind extends OtherFile {
  readonly pattern: RegExp;
}

const plainText: OtherFile = {
  what: 'plain text',
  because: 'it has no lines as trace-cmd report, the tracefs file trace or perf script print them',
  advice: 'Open the recording, or the text that one of these wrote.',
};

const { noEvents, otherTrace, openRecording, recordAgain } = phrases;

const kinds: readonly Kind[] = [
  {
    what: 'a Git LFS pointer',
    because: 'it only names the file',
    advice: 'Fetch the file itself with git lfs pull.',
    pattern: /^version https:\/\/git-lfs/,
  },
  {
    what: 'a session of KernelShark',
    because: 'it only names the recordings and how they were shown',
    advice: 'Open the trace.dat that it names.',
    pattern: /^\s*\{[^]*"kshark\.config\./,
  },
  {
    what: 'a trace in JSON, as Chrome and Perfetto read it',
    because: otherTrace,
    advice: recordAgain,
    pattern: /^\s*(?:\{[^]*"traceEvents"|\[\s*\{[^]*"ph"\s*:\s*")/,
  },
  {
    what: 'a table of perf kvm stat',
    because: 'it has only the sums, not the exits themselves',
    advice: 'Open the recording it was made from.',
    pattern: /^\s*(?:Analyze events for |VM-EXIT +Samples)/m,
  },
  {
    what: 'a table of perf report',
    because: 'it has only the sums, not the events themselves',
    advice: 'Open the perf.data, or what perf script prints of it.',
    pattern: /^# Overhead +/m,
  },
  {
    what: 'a log of the kernel, as dmesg prints it',
    because: noEvents,
    advice: openRecording,
    pattern: /^(?:<\d+>)?\[ *\d+\.\d{6}\](?:\[ *[CT]\d+\])? /,
  },
  {
    what: 'output of perf script without times',
    because: 'its events cannot be put in their place in time',
    advice: 'Print the column time, too (perf script -F +time).',
    pattern:
      /^.{0,40}\s\[\d{3,}\]\s+(?:\d+ +)?[\w-]+:\w+: |^ *\S.{0,40}\s(?:\d+ +)?(?:kvm|sched|irq|irq_vectors|timer):\w+: /m,
  },
  {
    what: 'a page of HTML',
    because: noEvents,
    advice: 'If it is a page about the file, download the file itself.',
    pattern: /^\s*<(?:!doctype html|html)/i,
  },
  {
    what: 'a file in XML',
    because: noEvents,
    advice: openRecording,
    pattern: /^\s*<\?xml/,
  },
  {
    what: 'a file in JSON',
    because: noEvents,
    advice: openRecording,
    pattern: /^\s*(?:\{\s*["}]|\[\s*[[{"\]\d-])/,
  },
];
