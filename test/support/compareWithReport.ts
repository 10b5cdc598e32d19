import { messageOf } from '../../src/base/messageOf';
import { FileSource } from '../../src/engine/node/FileSource';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { OpenTrace } from '../../src/engine/OpenTrace';
import type { EventBlock } from '../../src/events/EventTable';
import { fieldValue } from '../../src/events/fields';
import { TraceDatRecording } from '../../src/ingest/tracedat/TraceDatRecording';
import { sourcesOf } from './openTrace';
import { reportLines } from './reportLines';
import { parseReportLine, reportedNumbers } from './traceCmdReport';
import type { ReportedEvent } from './traceCmdReport';

/** Events whose every field is compared; of all others the number, time, CPU and thread. */
export const comparedEvents: readonly string[] = ['kvm_exit', 'kvm_entry', 'kvm_page_fault'];
const EVENTS_A_STEP = 1 << 16;
const MOST_DIFFERENCES = 10;

/** Two peers' clocks are joined when both files are open (option TIME_SHIFT), trace-cmd does it for one alone. */
const SHIFTED =
  'a guest’s recording: trace-cmd report moves its stamps to the host’s clock, we show them on its own; compared with report --raw-ts';

export interface Comparison {
  readonly events: number;
  /** Events whose fields were compared. */
  readonly compared: number;
  /** The first few, in words; empty when both agree. */
  readonly differences: readonly string[];
  /** Where the comparison is not the plain one, and why. */
  readonly notes: readonly string[];
  /** trace-cmd could not read the file, for a reason that is not ours. */
  readonly unread: boolean;
}

/** One of our events, as far as it is compared. */
interface OurEvent {
  readonly stamp: bigint;
  readonly hostCpu: number | undefined;
  readonly tid: number;
  readonly event: string;
  readonly block: EventBlock;
  readonly at: number;
}

/** Compares what we read of a trace.dat with what `trace-cmd report -R -t` prints, line by line. */
export async function compareWithReport(program: string, file: string): Promise<Comparison> {
  const source = new FileSource(file);
  try {
    const decompressor = await nodeDecompressor();
    const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
    const trace = new OpenTrace({ open: sourcesOf(recording), blocks: 'passing' });
    const isShifted = recording.file.options.timeShift !== undefined;
    const comparison = new ReportComparison(
      trace,
      recording,
      isShifted ? rawStampConverter(recording) : undefined,
    );
    const options = isShifted ? ['--raw-ts'] : [];
    const notes = isShifted ? [SHIFTED] : [];
    try {
      for await (const line of reportLines(program, file, options)) comparison.line(line);
    } catch (error) {
      if (recording.file.compression !== 'zlib' || comparison.events > 0) throw error;
      const reason = messageOf(error);
      notes.push(
        `this trace-cmd was built without zlib, with which the file is packed (${reason})`,
      );
      return { events: 0, compared: 0, differences: [], notes, unread: true };
    }
    return { ...comparison.end(), notes, unread: false };
  } finally {
    source.close();
  }
}

/** What a stamp that trace-cmd did not touch is on the file's own clock in ns (option TSC2NSEC). */
function rawStampConverter({ file }: TraceDatRecording): (stamp: bigint) => bigint {
  const { tscConversion, addedNs } = file.options;
  if (tscConversion === undefined) return (stamp) => stamp + addedNs;
  const mult = BigInt(tscConversion.mult);
  const shift = BigInt(tscConversion.shift);
  return (stamp) => {
    const [high, low] = [stamp >> 32n, stamp & 0xffff_ffffn];
    return ((low * mult) >> shift) + ((high * mult) << (32n - shift)) + addedNs;
  };
}

class ReportComparison {
  private readonly ours: Generator<OurEvent>;
  private readonly reportedCounts = new Map<string, number>();
  private readonly reportedLosses: string[] = [];
  private readonly differences: string[] = [];
  events = 0;
  private compared = 0;
  /** Once the two lists of events differ, only their counts can still be compared. */
  private inStep = true;

  constructor(
    private readonly trace: OpenTrace,
    private readonly recording: TraceDatRecording,
    private readonly convert: ((stamp: bigint) => bigint) | undefined,
  ) {
    this.ours = eventsOf(trace);
  }

  line(text: string): void {
    const line = parseReportLine(text);
    if (line.kind === 'lost') {
      this.reportedLosses.push(lossText(line));
      return;
    }
    if (line.kind === 'other') {
      if (!/^(cpus=\d+|version = \d+|)$/.test(text)) this.differ(`not understood: ${text}`);
      return;
    }
    this.events++;
    this.reportedCounts.set(line.event, (this.reportedCounts.get(line.event) ?? 0) + 1);
    if (!this.inStep) return;
    const next = this.ours.next();
    if (next.done === true) {
      this.inStep = false;
      this.differ(`we end before event ${this.events}: ${text}`);
    } else this.compare(line, next.value);
  }

  end(): Omit<Comparison, 'notes' | 'unread'> {
    while (this.ours.next().done !== true);
    const { reader } = this.trace;
    const ourCounts = new Map<string, number>();
    for (const kind of reader.kinds) {
      ourCounts.set(kind.name, (ourCounts.get(kind.name) ?? 0) + reader.countOf(kind));
    }
    for (const name of new Set([...ourCounts.keys(), ...this.reportedCounts.keys()])) {
      const ours = ourCounts.get(name) ?? 0;
      const theirs = this.reportedCounts.get(name) ?? 0;
      if (ours !== theirs) this.differ(`${name}: ${ours} events, trace-cmd lists ${theirs}`);
    }
    const ours = reader.lost.map(lossText).sort().join(', ');
    const theirs = this.reportedLosses.sort().join(', ');
    if (ours !== theirs) this.differ(`lost: ${ours}; trace-cmd: ${theirs}`);
    const { events, compared, differences } = this;
    return { events, compared, differences };
  }

  private compare(reported: ReportedEvent, ours: OurEvent): void {
    const { convert } = this;
    const theirs = convert ? { ...reported, stamp: convert(reported.stamp) } : reported;
    for (const name of ['stamp', 'hostCpu', 'tid', 'event'] as const) {
      if (theirs[name] === ours[name]) continue;
      this.inStep = false;
      this.differ(`event ${this.events}: ${name} ${ours[name]}, trace-cmd says ${theirs[name]}`);
      return;
    }
    if (comparedEvents.includes(theirs.event)) this.compareFields(theirs, ours);
  }

  /** Both the columns, which analyses use, and the raw record, which views show. */
  private compareFields(theirs: ReportedEvent, { block, at }: OurEvent): void {
    const kind = this.trace.reader.kinds[block.kind[at]!]!;
    const fields = kind.format?.fields ?? [];
    const names = fields.map(({ name }) => name);
    const numbers = reportedNumbers(theirs.payload, names);
    const stream = block.stream[at]!;
    const position = block.placeBase[stream]! + block.place[at]! * 4;
    const record = this.recording.record(stream, position);
    if (numbers === undefined || record === undefined || kind.format === undefined) {
      this.differ(`event ${this.events}: cannot compare "${theirs.payload}"`);
      return;
    }
    this.compared++;
    const decoded = this.recording.fieldsOf(kind, record);
    fields.forEach(({ name, size }, index) => {
      const bits = (value: bigint | number): bigint => BigInt.asUintN(size * 8, BigInt(value));
      const wanted = bits(numbers.get(name)!);
      const inRecord = bits(decoded[index]!.value as bigint | number);
      const inColumn = bits(fieldValue(block, kind, at, name) ?? -1);
      if (inRecord !== wanted || inColumn !== wanted) {
        this.differ(
          `event ${this.events}: ${name} ${inRecord} (column ${inColumn}), trace-cmd says ${wanted}`,
        );
      }
    });
  }

  private differ(text: string): void {
    if (this.differences.length < MOST_DIFFERENCES) this.differences.push(text);
  }
}

function lossText(loss: {
  readonly hostCpu: number | undefined;
  readonly count: number | null;
}): string {
  return `${loss.count ?? 'some'} on CPU ${loss.hostCpu}`;
}

function* eventsOf(trace: OpenTrace): Generator<OurEvent> {
  const { reader } = trace;
  let more = true;
  while (more) {
    const blocks: EventBlock[] = [];
    more = trace.read(EVENTS_A_STEP, (block) => blocks.push(block));
    for (const block of blocks) {
      for (let at = 0; at < block.length; at++) {
        yield {
          stamp: reader.t0! + BigInt(block.time[at]!),
          hostCpu: reader.streams[block.stream[at]!]!.hostCpu,
          tid: block.tid[at]!,
          event: reader.kinds[block.kind[at]!]!.name,
          block,
          at,
        };
      }
    }
  }
}
