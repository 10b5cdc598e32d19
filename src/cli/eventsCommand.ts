import { secondsText } from '../base/secondsText';
import { eventColumns } from '../engine/eventColumns';
import { EventSpeller } from '../engine/EventSpeller';
import type { SpelledEvent } from '../engine/EventSpeller';
import { keepsOf } from '../engine/keepsOf';
import { LossMarks } from '../engine/LossMarks';
import { identityNeeds } from '../engine/needs';
import type { OpenTrace } from '../engine/OpenTrace';
import { identityPasses } from '../engine/passes';
import { factsOf } from '../engine/factsOf';
import { readThrough } from '../engine/readThrough';
import { csvHeader, csvRows } from '../export/csv';
import type { TraceFacts } from '../protocol/facts';
import { eventRecord } from '../queries/eventRecord';
import type { EventRecord } from '../queries/eventRecord';
import { eventLine, threadName } from '../queries/eventRows';
import { recordedNumber } from '../queries/recordedNumber';
import type { CommandArguments } from './arguments';
import { openForCommand, warn } from './openForCommand';
import type { Output } from './Output';
import { printable } from './printable';

const EVENTS_A_STEP = 1 << 16;
/** Spelled out, events take a hundred times the memory of their columns. */
const EVENTS_A_WRITE = 256;
/** Of a line as trace-cmd report lays it out. */
const THREAD_COLUMNS = 22;
const HOST_CPU_DIGITS = 3;
const NAME_COLUMNS = 22;
/** What a page fault means, and which encoding its error code has, the exit before it tells. */
const NEEDED_BY_FAULTS: readonly string[] = ['kvm_exit', 'kvm_entry'];

interface Spelling {
  readonly header: string;
  readonly add: (event: SpelledEvent) => void;
  /** The events that were added since the last call. */
  readonly take: () => string;
}

/**
 * `exitscope events FILE`. Two passes: the first finds out which thread runs which vCPU (an event
 * may come before the one that tells), the second writes the events as they are read.
 */
export async function eventsCommand(args: CommandArguments, output: Output): Promise<void> {
  const identity = await openForCommand(args, identityNeeds);
  const passes = readThrough(identity, identityPasses(identity));
  const facts = factsOf(identity, passes);
  warn(facts);
  warnOfNothing(args, facts, identity);
  const wanted = keepsOf(args.events);
  const needsExits = wanted('kvm', 'kvm_page_fault');
  const trace = await openForCommand(args, {
    part: {
      ...(args.fromNs !== undefined && { fromNs: args.fromNs }),
      ...(args.toNs !== undefined && { toNs: args.toNs }),
      ...(args.cpu !== undefined && { hostCpus: [args.cpu] }),
    },
    keeps: (system, event) =>
      wanted(system, event) || (needsExits && NEEDED_BY_FAULTS.includes(event)),
  });
  const spelling = spellingOf(args, trace, identity);
  await output.write(spelling.header);
  const speller = new EventSpeller(trace, passes);
  const isWanted = ({ access, block, at }: SpelledEvent): boolean => {
    const { system, name } = access.kindOf(block, at);
    if (!wanted(system, name)) return false;
    return args.vcpu === undefined || access.vcpuOf(block, at)?.vcpu === args.vcpu;
  };
  let left = args.limit;
  for (let more = true; more && left > 0;) {
    const events: SpelledEvent[] = [];
    more = trace.read(EVENTS_A_STEP, (block) => events.push(speller.enter(block)));
    for (const event of events) {
      for (let pending = 0; event.at < event.block.length && left > 0; event.at++) {
        if (!isWanted(event)) continue;
        spelling.add(event);
        left--;
        if (++pending % EVENTS_A_WRITE === 0) await output.write(spelling.take());
      }
      await output.write(spelling.take());
    }
  }
}

/** Names and numbers that nothing in the recording has, which an empty output would not tell. */
function warnOfNothing(args: CommandArguments, facts: TraceFacts, { reader }: OpenTrace): void {
  const say = (what: string): void =>
    console.error(`exitscope: ${args.files.map(({ path }) => path).join(', ')}: ${what}`);
  for (const name of args.events) {
    const matches = keepsOf([name]);
    if (!reader.kinds.some((kind) => matches(kind.system, kind.name))) {
      say(`No event of this recording matches --event ${name}.`);
    }
  }
  const { vcpu, cpu } = args;
  if (vcpu !== undefined && !facts.vms.some(({ vcpus }) => vcpus.some((of) => of.vcpu === vcpu))) {
    say(`No thread of this recording is known to run vCPU ${vcpu}.`);
  }
  if (cpu !== undefined && !reader.streams.some(({ hostCpu }) => hostCpu === cpu)) {
    say(`This recording has no events of host CPU ${cpu}.`);
  }
}

function spellingOf(args: CommandArguments, trace: OpenTrace, identity: OpenTrace): Spelling {
  const losses = new LossMarks(trace.reader.lost);
  const record = ({ access, block, at }: SpelledEvent): EventRecord =>
    eventRecord(access, block, at, losses.before(block.stream[at]!, block.time[at]!));
  switch (args.format) {
    case 'text':
      return collected('', (event) => textLine(trace, event), joined);
    case 'json':
      return collected('', (event) => `${JSON.stringify(record(event))}\n`, joined);
    case 'csv': {
      const columns = eventColumns(identity, args.events);
      return collected(csvHeader(columns), record, (records) => csvRows(records, columns));
    }
  }
}

function collected<T>(
  header: string,
  spell: (event: SpelledEvent) => T,
  text: (spelled: readonly T[]) => string,
): Spelling {
  let spelled: T[] = [];
  return {
    header,
    add: (event) => spelled.push(spell(event)),
    take: () => {
      const taken = spelled;
      spelled = [];
      return taken.length === 0 ? '' : text(taken);
    },
  };
}

function joined(lines: readonly string[]): string {
  return lines.join('');
}

/** As trace-cmd report lays a line out, with all digits of the stamp. */
function textLine({ reader }: OpenTrace, { access, block, at }: SpelledEvent): string {
  const kind = access.kindOf(block, at);
  const stamp = (reader.t0 ?? 0n) + BigInt(block.time[at]!);
  const time = reader.unit === 'ns' ? secondsText(stamp) : stamp.toString();
  const tid = block.tid[at]!;
  const comm = threadName(access, block, at);
  const thread = (tid < 0 ? comm : `${comm}-${tid}`).padStart(THREAD_COLUMNS);
  const hostCpu =
    recordedNumber(access.hostCpuOf(block, at))?.toString().padStart(HOST_CPU_DIGITS, '0') ?? '???';
  const name = `${kind.name}:`.padEnd(NAME_COLUMNS);
  const line = `${thread} [${hostCpu}] ${time}: ${name} ${eventLine(access, block, at)}\n`;
  return printable(`${sourceText(access.sources.names, kind.source)}${line}`);
}

/** Which of several recordings the line is from. */
function sourceText(names: readonly string[], source: number): string {
  if (names.length === 1) return '';
  const width = Math.max(...names.map(({ length }) => length));
  return `${names[source]!.padStart(width)}: `;
}
