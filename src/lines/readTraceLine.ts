import type { Stamp } from './stamp';
import type { EventLine, TraceLine } from './traceLine';
import { unquoted } from './unquoted';

/** Beyond this nothing of a line tells what it is; a line may be a whole file. */
const MOST_CHARACTERS = 4096;

/**
 * Reads one line of a trace text, however it was printed, quoted or cut. Shapes of the prefixes:
 * `tracefs` kernel/trace/trace_output.c, trace-cmd's tracecmd_print_event, perf's builtin-script.c.
 */
export function readTraceLine(line: string): TraceLine {
  const text = unquoted(line.slice(0, MOST_CHARACTERS));
  if (text === '') return blank;
  const remark = readRemark(text);
  if (remark !== undefined) return remark;
  const head = readHead(text);
  if (head === undefined) return callChain.test(text) ? chain : other;
  return readPerfRecord(head) ?? readEvent(head) ?? foreign;
}

const blank: TraceLine = { kind: 'blank' };
const chain: TraceLine = { kind: 'call-chain' };
const foreign: TraceLine = { kind: 'foreign' };
const other: TraceLine = { kind: 'other' };

interface Head {
  readonly parts: Omit<EventLine, 'kind' | 'system' | 'event' | 'payload'>;
  /** What stands behind the prefix. */
  readonly rest: string;
}

const loss =
  /^(?:\S{1,64}:\s+)?CPU:(\d+) \[(?:(\d+) EVENTS DROPPED|EVENTS DROPPED|LOST (\d+) EVENTS?|LOST EVENTS?)\]/;
const head = /^(?:#|(?:\S{1,64}:\s+)?(?:cpus=\d+|version = \d+|CPU \d+ is empty)$)/;
/** Instruction pointer, symbol and file, as perf script prints a chain below its event. */
const callChain = /^[0-9a-f]{3,16} \S.* \(\S.*\)$/;

function readRemark(text: string): TraceLine | undefined {
  if (head.test(text)) return { kind: 'remark' };
  const lost = loss.exec(text);
  if (lost === null) return undefined;
  return { kind: 'lost', hostCpu: numberOf(lost[1]), count: numberOf(lost[2] ?? lost[3]) };
}

/** A kernel message: where `ftrace_dump_on_oops` writes its lines. */
const consoleStamp = String.raw`(?:\[ *\d+\.\d{6}\]\s+)?`;
const source = String.raw`(?:([\w.@:-]{1,64}):\s+)?`;
const cpuAndFlags = String.raw`\[(\d{3,})\](?:-0x[0-9a-f]+)?(?:\s+([^\s\d:][^\s:]{3,7})(?=\s))?`;
/** In latency format nothing stands between CPU, flags and stamp. */
const cpuWithFlags = String.raw`(\d{1,4})([^\s\d:[][^\s:]{3,7}?)`;

/** tracefs and trace-cmd: `CPU 0/KVM-231   [001] d..2.  28.157432: `. */
const ftraceHead = new RegExp(
  String.raw`^${consoleStamp}${source}(\S(?:.{0,14}?\S)?)-(\d{1,10})\s+(?:\(\s*(?:(\d+)|-+)\)\s+)?` +
    String.raw`(?:${cpuAndFlags}|${cpuWithFlags})(?:\s*(\d+(?:\.\d+)?)(us ?.?)?:)?(?=\s)`,
);
/** perf script: `CPU 0/KVM  231 [001]    28.157432: `. Without a stamp only before a system's name. */
const perfHead =
  /^(?:VM:\s*\d+ VCPU:\s*\d+\s+)?(\S.{0,15}?)\s+(?:(-?\d+)\/)?(-?\d{1,10})\s+(?:\[(\d{3,})\]\s+)?(?:(\d+\.\d{6,9}):(?=\s)|(?=(?:\d+\s+)?[a-z][\w-]*:[a-z]\w*:(?:\s|$)))/;
/** What is left of a prefix when somebody shortened the lines. Only before an event that is surely one. */
const cutHead =
  /^(?:\[(\d{3,})\]\s*)?(?:[^\s\d:][^\s:]{3,7}\s+)?(?:(\d+\.\d{3,9}):\s+)?(?=(?:kvm|kvmmmu|sched|irq|irq_vectors|timer|ipi|signal|power|ksm|migrate):[a-z]\w*:(?:\s|$)|kvm_\w+:(?:\s|$))/;

function readHead(text: string): Head | undefined {
  return readFtraceHead(text) ?? readPerfHead(text) ?? readCutHead(text);
}

function readFtraceHead(text: string): Head | undefined {
  const match = ftraceHead.exec(text);
  if (match === null) return undefined;
  const [all, from, comm, tid, tgid, cpu, flags, latencyCpu, latencyFlags, digits, us] = match;
  const parts = {
    source: from,
    comm,
    tid: numberOf(tid),
    tgid: numberOf(tgid),
    hostCpu: numberOf(cpu ?? latencyCpu),
    flags: flags ?? latencyFlags,
    stamp: stampOf(digits, us !== undefined),
  };
  return { parts, rest: text.slice(all.length) };
}

function readPerfHead(text: string): Head | undefined {
  const match = perfHead.exec(text);
  if (match === null) return undefined;
  const [all, comm, tgid, tid, cpu, digits] = match;
  const parts = {
    source: undefined,
    comm,
    tid: idOf(tid),
    tgid: idOf(tgid),
    hostCpu: numberOf(cpu),
    flags: undefined,
    stamp: stampOf(digits, false),
  };
  return { parts, rest: text.slice(all.length) };
}

function readCutHead(text: string): Head | undefined {
  const match = cutHead.exec(text);
  if (match === null) return undefined;
  const [all, cpu, digits] = match;
  const parts = {
    source: undefined,
    comm: undefined,
    tid: undefined,
    tgid: undefined,
    hostCpu: numberOf(cpu),
    flags: undefined,
    stamp: stampOf(digits, false),
  };
  return { parts, rest: text.slice(all.length) };
}

/** `(+16)` is trace-cmd's --ts-diff, a lone number perf's period. */
const eventName = /^\s*(?:\(\+\d+\)\s*)?(?:\d+\s+)?(?:([a-z][\w-]*):)?([A-Za-z_][\w.-]*):(?:\s|$)/;

function readEvent({ parts, rest }: Head): EventLine | undefined {
  const match = eventName.exec(rest);
  if (match === null) return undefined;
  const [all, system, event] = match;
  return { kind: 'event', ...parts, system, event: event!, payload: rest.slice(all.length).trim() };
}

const perfRecord = /^\s*PERF_RECORD_(?:(LOST)(?:_SAMPLES)? lost (\d+)|\w+)/;

function readPerfRecord({ parts, rest }: Head): TraceLine | undefined {
  const match = perfRecord.exec(rest);
  if (match === null) return undefined;
  const [, lost, count] = match;
  return lost === undefined
    ? { kind: 'remark' }
    : { kind: 'lost', hostCpu: parts.hostCpu, count: numberOf(count) };
}

function stampOf(digits: string | undefined, isLatency: boolean): Stamp | undefined {
  if (digits === undefined) return undefined;
  if (digits.includes('.')) return { text: digits, unit: 's' };
  return { text: digits, unit: isLatency ? 'us' : 'ticks' };
}

/** perf prints -1 for a thread or process it does not know. */
function idOf(digits: string | undefined): number | undefined {
  const id = numberOf(digits);
  return id === undefined || id < 0 ? undefined : id;
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
