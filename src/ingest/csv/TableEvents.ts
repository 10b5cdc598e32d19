import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { CellTime } from '../../formats/csv/CellTime';
import { naturalIn } from '../../formats/csv/naturalIn';
import { PackedBatch } from '../PackedBatch';
import type { StartOptions } from '../Recording';
import { keptCell } from './cellText';
import { UNKNOWN_LOSS } from './exportColumns';
import type { ExitNames } from './ExitNames';
import type { ExitReasonCells } from './ExitReasonCells';
import type { NamedVcpus } from './NamedVcpus';
import { RowFields } from './RowFields';
import type { TableDamage } from './TableDamage';
import { TableKinds } from './TableKinds';
import type { TableKind } from './TableKinds';
import { NO_COLUMN } from './TableLayout';
import type { TableLayout } from './TableLayout';
import { hostCpuOf, TableStreams } from './TableStreams';
import type { ThreadNames } from './ThreadNames';

/** A thread that is not recorded. Further ones, below it, stand for one vCPU each. */
const NO_THREAD = -1;
/** And from here on down for one name each: no vCPU has such an id. */
const FIRST_NAMED = -(2 ** 30);
const MOST_COMMS = 1 << 16;

export interface TableEventsOptions {
  readonly layout: TableLayout;
  readonly header: readonly string[];
  readonly time: CellTime;
  readonly damage: TableDamage;
  readonly threads: ThreadNames;
  readonly vcpus: NamedVcpus;
  readonly reasons: ExitReasonCells;
  readonly exitNames: ExitNames;
  readonly start: StartOptions;
}

/** Turns rows of a table into events of a batch. Besides the parser's own, it makes no object a row. */
export class TableEvents {
  /** Rows of the current stretch that were events, wanted or not, and the smallest time among them. */
  seen = 0;
  firstNs = Infinity;
  /** Largest time of all rows so far. */
  endNs = 0;
  private into = new PackedBatch();
  private readonly fields: RowFields;
  private readonly kinds: TableKinds;
  private readonly streams: TableStreams;
  /** By stream: time of its last event. */
  private readonly lastNs: number[] = [];
  /** Threads of which a name is all that is recorded. */
  private readonly byComm = new Map<string, number>();
  private readonly baseSeconds: number;
  private readonly baseNanos: number;

  constructor(private readonly options: TableEventsOptions) {
    const { layout, start } = options;
    this.fields = new RowFields(layout, options.reasons);
    this.kinds = new TableKinds(start.kinds, start.source, layout);
    this.streams = new TableStreams(start.addStream);
    const base = start.origin - (layout.t0 ?? 0n);
    this.baseSeconds = Number(base / BigInt(NS_PER_SECOND));
    this.baseNanos = Number(base % BigInt(NS_PER_SECOND));
  }

  get hostCpuCount(): number {
    return this.streams.hostCpus.size;
  }

  get hasTooManyKinds(): boolean {
    return this.kinds.isFull;
  }

  /** Begins a stretch of rows, whose events go into a batch. */
  begin(into: PackedBatch): void {
    this.into = into;
    this.seen = 0;
    this.firstNs = Infinity;
  }

  add(cells: readonly string[], position: number, line: number): void {
    const { layout, header, damage, time } = this.options;
    const { places } = layout;
    if (cells.length !== header.length) {
      damage.add('width', position, line);
      return;
    }
    if (!time.read(cells[places.time]!)) {
      const isHeader = cells.every((cell, column) => cell === header[column]);
      if (!isHeader) damage.add('time', position, line);
      // kvm_stat repeats its header every 20 rows, which is no fault.
      else if (layout.kind !== 'kvm_stat') damage.add('header', position, line);
      return;
    }
    const timeNs = Math.max(0, time.since(this.baseSeconds, this.baseNanos));
    this.addEvent(cells, position, line, timeNs);
  }

  private addEvent(cells: readonly string[], position: number, line: number, timeNs: number): void {
    const { places } = this.options.layout;
    const { fromNs, toNs, hostCpus } = this.options.start;
    this.seen++;
    this.firstNs = Math.min(this.firstNs, timeNs);
    this.endNs = Math.max(this.endNs, timeNs);
    const tid = this.threadOf(cells, timeNs);
    const hostCpu = hostCpuOf(numberAt(cells, places.cpu));
    if (hostCpus?.has(hostCpu) === false) return;
    const stream = this.streams.of(hostCpu, textAt(cells, places.instance), position);
    const lost = textAt(cells, places.lostBefore);
    if (lost !== '') this.tellLoss(lost, stream, hostCpu, timeNs);
    this.lastNs[stream] = timeNs;
    if (timeNs < fromNs || timeNs > toNs) return;
    const event = this.kinds.eventOf(cells);
    if (!this.fields.read(cells, event)) this.options.damage.add('exit-reason', position, line);
    const kind = this.kinds.kindOf(event, this.fields);
    kind.rows.count++;
    if (kind.reasonField >= 0) this.learnName(kind, textAt(cells, places.reason));
    if (!kind.rows.isKept) return;
    const flags = Math.max(0, numberAt(cells, places.flags));
    const at = this.into.add(timeNs, kind.rows, stream, tid, flags, position);
    this.fields.write(kind.kept, this.into.words, at);
  }

  /** The row's thread; takes in what the row says of it. */
  private threadOf(cells: readonly string[], timeNs: number): number {
    const { layout, threads, vcpus } = this.options;
    const { places } = layout;
    const vcpu = numberAt(cells, places.vcpu);
    const tid = numberAt(cells, places.tid);
    const comm = textAt(cells, places.comm);
    const thread = tid >= 0 ? tid : this.threadWithoutId(vcpu, comm);
    if (comm !== '' && thread !== NO_THREAD) threads.add(thread, timeNs, comm);
    if (vcpu >= 0) {
      const vm = numberAt(cells, places.vm);
      vcpus.add(thread, vcpu, vm < 0 ? undefined : vm, timeNs);
    }
    return thread;
  }

  private threadWithoutId(vcpu: number, comm: string): number {
    if (vcpu >= 0) return NO_THREAD - 1 - vcpu;
    if (comm === '') return NO_THREAD;
    const { byComm } = this;
    const known = byComm.get(comm);
    if (known !== undefined) return known;
    if (byComm.size >= MOST_COMMS) return NO_THREAD;
    const thread = FIRST_NAMED - byComm.size;
    byComm.set(keptCell(comm), thread);
    return thread;
  }

  private tellLoss(cell: string, stream: number, hostCpu: number, toNs: number): void {
    const count = naturalIn(cell);
    if (count < 0 && cell !== UNKNOWN_LOSS) return;
    const fromNs = this.lastNs[stream] ?? Math.min(0, toNs);
    this.options.start.onLost({ stream, hostCpu, fromNs, toNs, count: count < 0 ? null : count });
  }

  private learnName({ reasonField, isaField }: TableKind, cell: string): void {
    const { low } = this.fields;
    this.options.exitNames.learn(low[isaField]!, low[reasonField]!, cell);
  }
}

function numberAt(cells: readonly string[], column: number): number {
  return column === NO_COLUMN ? -1 : naturalIn(cells[column]!);
}

function textAt(cells: readonly string[], column: number): string {
  return column === NO_COLUMN ? '' : cells[column]!;
}
