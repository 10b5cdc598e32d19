import { EQUALS, GREATER, HASH, SPACE, TAB } from '../ascii';
import { latin1 } from '../text';

/** Longer lines are none of these. */
const MOST_BYTES = 256;

/** A line that is no event, and what it says. */
export type SpecialLine =
  /** Nothing, or more of the event before: a call chain, a stack. */
  | { readonly kind: 'continuation' }
  /** `# tracer: nop`, `# os release : 6.1`. */
  | { readonly kind: 'comment'; readonly text: string }
  /** `cpus=4` of trace-cmd report, one a source. */
  | { readonly kind: 'host-cpus'; readonly source: string; readonly count: number }
  /** Events of a host CPU were lost before the next one; null: the recorder does not know how many. */
  | {
      readonly kind: 'lost';
      readonly source: string;
      readonly hostCpu: number;
      readonly count: number | null;
    }
  /** Said by the tool of its own accord: `CPU 1 is empty`, `version = 6`, `CPU:1 [SUBBUFFER START]` of report --debug. */
  | { readonly kind: 'remark' }
  | { readonly kind: 'unreadable' };

const CONTINUATION: SpecialLine = { kind: 'continuation' };
const REMARK: SpecialLine = { kind: 'remark' };
const UNREADABLE: SpecialLine = { kind: 'unreadable' };

/** What a line is that no prefix of an event starts. */
export function specialLine(bytes: Uint8Array, from: number, to: number): SpecialLine {
  if (from === to || bytes[from] === TAB) return CONTINUATION;
  if (bytes[from] === HASH) return { kind: 'comment', text: latin1(bytes.subarray(from, to)) };
  let at = from;
  while (at < to && bytes[at] === SPACE) at++;
  if (at === to || isStackEntry(bytes, at)) return CONTINUATION;
  if (to - from > MOST_BYTES) return UNREADABLE;
  const text = latin1(bytes.subarray(from, to)).trimEnd();
  const hostCpus = /^(?:\s*(.*\S): )?cpus=(\d{1,5})$/.exec(text);
  if (hostCpus !== null) {
    return { kind: 'host-cpus', source: hostCpus[1] ?? '', count: Number(hostCpus[2]) };
  }
  const lost =
    /^(?:\s*(.*\S): )?CPU:(\d{1,5}) \[(?:(\d{1,15}) EVENTS DROPPED|EVENTS DROPPED|LOST (\d{1,15}) EVENTS|LOST EVENTS)\]$/.exec(
      text,
    );
  if (lost !== null) {
    const count = lost[3] ?? lost[4];
    return {
      kind: 'lost',
      source: lost[1] ?? '',
      hostCpu: Number(lost[2]),
      count: count === undefined ? null : Number(count),
    };
  }
  return isRemark.test(text) ? REMARK : UNREADABLE;
}

/** ` => func` of tracefs, `=> func (address)` of trace-cmd. */
function isStackEntry(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === EQUALS && bytes[at + 1] === GREATER;
}

const isRemark =
  /^(?:\s*.*\S: )?(?:version = \d+|CPU \d+ is empty|CPU:\d+ \[SUBBUFFER START\] \[\d+:0x[\da-f]+\])$/;
