import { DASH, DIGIT_1, SLASH, SPACE, isDigit } from '../ascii';
import { afterBlanks, afterDigits, digitsAt, startsWith } from './scanning';

/** PID_MAX_LIMIT of include/linux/threads.h: a larger thread id is none. */
export const MOST_TID = 1 << 22;
/** TASK_COMM_LEN of include/linux/sched.h, without the NUL. */
export const MOST_COMM_BYTES = 15;

/** The thread of a line of perf script. */
interface PerfThread {
  commFrom: number;
  commTo: number;
  tid: number;
  pid: number;
}

/**
 * Reads the thread back from `to`, where the host CPU or the stamp begins: blanks, `tid` or `pid/tid`,
 * a blank, the name. Each may be missing; `-1` is how perf prints what it does not know. False when the
 * number is no thread id, or the name longer than a thread's.
 */
export function readPerfThread(
  thread: PerfThread,
  bytes: Uint8Array,
  from: number,
  to: number,
): boolean {
  const tidTo = beforeBlanks(bytes, from, to);
  const tidFrom = beforeNumber(bytes, from, tidTo);
  thread.tid = numberIn(bytes, tidFrom, tidTo);
  thread.pid = -1;
  let commTo = tidFrom;
  if (tidFrom < tidTo && tidFrom > from && bytes[tidFrom - 1] === SLASH) {
    commTo = beforeNumber(bytes, from, tidFrom - 1);
    thread.pid = numberIn(bytes, commTo, tidFrom - 1);
  }
  thread.commFrom = afterBlanks(bytes, afterGuest(bytes, from, commTo), commTo);
  thread.commTo = beforeBlanks(bytes, thread.commFrom, commTo);
  return thread.tid <= MOST_TID && thread.commTo - thread.commFrom <= MOST_COMM_BYTES;
}

/** Behind `VM:1234 VCPU:000 `, which perf puts before samples of a guest. */
function afterGuest(bytes: Uint8Array, from: number, to: number): number {
  const vm = afterBlanks(bytes, from, to);
  if (!startsWith(bytes, vm, 'VM:')) return from;
  const vcpu = afterBlanks(bytes, afterDigits(bytes, afterBlanks(bytes, vm + 3, to), to), to);
  return startsWith(bytes, vcpu, 'VCPU:') ? afterDigits(bytes, vcpu + 5, to) : from;
}

function beforeBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = to;
  while (at > from && bytes[at - 1] === SPACE) at--;
  return at;
}

/** Start of the number that ends at `to`, or of the `-1` that does; `to` when it is none, or the end of a name. */
function beforeNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = to;
  while (at > from && isDigit(bytes[at - 1])) at--;
  const isUnknown = at === to - 1 && bytes[at] === DIGIT_1 && at > from && bytes[at - 1] === DASH;
  const start = isUnknown ? at - 1 : at;
  return start === from || endsBefore(bytes[start - 1]!) ? start : to;
}

/** Whether a number may begin behind this byte. */
function endsBefore(byte: number): boolean {
  return byte === SPACE || byte === SLASH;
}

function numberIn(bytes: Uint8Array, from: number, to: number): number {
  return bytes[from] === DASH ? -1 : digitsAt(bytes, from, to);
}
