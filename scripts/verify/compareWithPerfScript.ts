import { FileSource } from '../../src/engine/node/FileSource';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import { OpenTrace } from '../../src/engine/OpenTrace';
import type { EventBlock } from '../../src/events/EventTable';
import { fieldValue } from '../../src/events/fields';
import { EventAccess } from '../../src/queries/EventAccess';
import { VcpuDirectory } from '../../src/vcpu/VcpuDirectory';
import type { Comparison } from '../../test/support/compareWithReport';
import { guestSamples } from '../../test/support/perfData/guestSamples';
import { scriptedEvents, scriptedLosses } from './perfScript';
import type { ScriptedEvent } from './perfScript';

const EVENTS_A_STEP = 1 << 16;
const MOST_DIFFERENCES = 10;

/** Compares what we read of a perf.data with what perf script gives to a script of its own, event by event. */
export async function compareWithPerfScript(program: string, file: string): Promise<Comparison> {
  const source = new FileSource(file);
  try {
    const decompressor = await nodeDecompressor();
    const hidden = guestSamples(source, decompressor);
    const trace = new OpenTrace({
      open: () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]),
      blocks: 'passing',
    });
    const comparison = new PerfComparison(trace, hidden);
    for await (const event of scriptedEvents(program, file)) comparison.event(event);
    const found = comparison.end();
    const lost = trace.reader.lost.reduce((sum, { count }) => sum + (count ?? 0), 0);
    const differences = [...found.differences];
    if (lost > 0) {
      const theirs = await scriptedLosses(program, file);
      if (lost !== theirs) differences.push(`${lost} lost, perf script says ${theirs}`);
    }
    const notes =
      hidden.size === 0 ? [] : [`${hidden.size} samples in guest mode, which perf script hides`];
    return { ...found, differences, notes, unread: false };
  } finally {
    source.close();
  }
}

/** One of our events, and how to look at it. */
interface OurEvent {
  readonly access: EventAccess;
  readonly block: EventBlock;
  readonly at: number;
}

class PerfComparison {
  private readonly ours: Generator<OurEvent>;
  private readonly differences: string[] = [];
  private events = 0;
  private compared = 0;
  private hidden = 0;
  /** Once the two lists of events differ, only their numbers can still be compared. */
  private inStep = true;

  constructor(
    private readonly trace: OpenTrace,
    private readonly hiddenPositions: ReadonlySet<number>,
  ) {
    this.ours = eventsOf(trace);
  }

  event(theirs: ScriptedEvent): void {
    this.events++;
    if (!this.inStep) return;
    const ours = this.nextShown();
    if (ours === undefined) {
      this.inStep = false;
      this.differ(`we end before event ${this.events}: ${JSON.stringify(theirs)}`);
    } else this.compare(ours, theirs);
  }

  end(): { events: number; compared: number; differences: readonly string[] } {
    let left = 0;
    while (this.nextShown() !== undefined) left++;
    if (left > 0 && this.inStep) this.differ(`we have ${left} events more`);
    if (this.inStep && this.hidden !== this.hiddenPositions.size) {
      const count = this.hiddenPositions.size;
      this.differ(`${this.hidden} of ${count} samples in guest mode are among our events`);
    }
    const { events, compared, differences } = this;
    return { events, compared, differences };
  }

  private nextShown(): OurEvent | undefined {
    for (;;) {
      const next = this.ours.next();
      if (next.done === true) return undefined;
      const { block, at } = next.value;
      const stream = block.stream[at]!;
      const { placeBytes } = this.trace.reader.streams[stream]!;
      const position = block.placeBase[stream]! + block.place[at]! * placeBytes;
      if (!this.hiddenPositions.has(position)) return next.value;
      this.hidden++;
    }
  }

  private compare({ access, block, at }: OurEvent, theirs: ScriptedEvent): void {
    const kind = access.kindOf(block, at);
    const { reader } = this.trace;
    const comm = access.commOf(block, at);
    const hostCpu = access.hostCpuOf(block, at);
    const pairs: readonly (readonly [string, unknown, unknown])[] = [
      ['stamp', String(reader.t0! + BigInt(block.time[at]!)), theirs.stamp],
      ['event', kind.system === '' ? kind.name : `${kind.system}:${kind.name}`, theirs.event],
      ['host CPU', hostCpu >>> 0, theirs.hostCpu],
      ['thread', block.tid[at], theirs.tid],
      ['comm', theirs.comm.startsWith(':') ? theirs.comm : comm, theirs.comm],
    ];
    for (const [name, ours, wanted] of pairs) {
      if (ours === wanted) continue;
      this.inStep &&= name === 'comm';
      this.differ(
        `event ${this.events}: ${name} ${String(ours)}, perf script says ${String(wanted)}`,
      );
      if (name !== 'comm') return;
    }
    this.compareFields({ access, block, at }, theirs);
  }

  /** Both the columns, which analyses use, and the raw record, which views show. */
  private compareFields({ access, block, at }: OurEvent, theirs: ScriptedEvent): void {
    const kind = access.kindOf(block, at);
    if (kind.format === undefined) return;
    this.compared++;
    for (const { name, field, value } of access.fieldsOf(kind, access.recordOf(block, at))) {
      const wanted = theirs.fields[name];
      if (Array.isArray(value) || wanted === undefined) continue;
      if (typeof value === 'string') {
        if (wanted !== `:${value}`) this.differField(name, value, wanted);
        continue;
      }
      const bits = (number: bigint | number): bigint =>
        BigInt.asUintN(field.size * 8, BigInt(number));
      const number = bits(BigInt(wanted));
      const kept = fieldValue(block, kind, at, name);
      if (bits(value as number) !== number) this.differField(name, String(value), wanted);
      if (kept !== undefined && bits(kept) !== number) {
        this.differField(`column ${name}`, String(kept), wanted);
      }
    }
  }

  private differField(name: string, ours: string, wanted: string): void {
    this.differ(`event ${this.events}: ${name} ${ours}, perf script says ${wanted}`);
  }

  private differ(text: string): void {
    if (this.differences.length < MOST_DIFFERENCES) this.differences.push(text);
  }
}

function* eventsOf(trace: OpenTrace): Generator<OurEvent> {
  const recordings = trace.sources.map(({ recording }) => recording);
  const directory = new VcpuDirectory([]);
  let more = true;
  while (more) {
    const blocks: EventBlock[] = [];
    more = trace.read(EVENTS_A_STEP, (block) => blocks.push(block));
    for (const read of blocks) {
      const block = { ...read, firstRow: 0 };
      const { kinds, streams } = trace.reader;
      const table = { length: block.length, blocks: [block], kinds, streams };
      const access = new EventAccess({
        table,
        recordings,
        names: [],
        directory,
        exitNames: {},
        guestVms: [],
      });
      for (let at = 0; at < block.length; at++) yield { access, block, at };
    }
  }
}
