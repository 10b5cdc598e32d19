import { hexOfWords } from '../../base/hex';
import { fieldIndex } from '../../events/fields';
import { NO_DETAIL } from '../../events/EventTable';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import type { Evidence, TableTarget } from '../../protocol/timeline';
import { eventDetail, eventLine } from '../eventRows';
import { grouped } from '../findings/phrases';
import { EventFinder } from './EventFinder';
import type { FoundEvent } from './EventFinder';
import { isNarrowed, isOfHost } from './loadedRows';
import type { WordsSource } from './WordsSource';

/** How events, times and places are spelled in answers about the timeline. */
export class WordsContext {
  readonly finder: EventFinder;

  constructor(readonly source: WordsSource) {
    this.finder = new EventFinder(source.access);
  }

  get isNarrowed(): boolean {
    return isNarrowed(this.source.part);
  }

  /** Why an event is not there. */
  get absent(): string {
    return this.isNarrowed ? 'is not among the events that are loaded' : 'is not recorded';
  }

  /** Whether a vCPU ran guest code between two loaded rows, by events of host CPUs that are not loaded. */
  ranUnseen(vm: number, vcpu: number, fromNs: number, toNs: number): boolean {
    const { bands, part } = this.source;
    if (part?.hostCpus === undefined || toNs <= fromNs) return false;
    return (
      bands.sumsNs(vcpuLaneKey({ vm, vcpu }, 'state'), fromNs, toNs).has('guest') ||
      bands.marksWithin(vcpuLaneKey({ vm, vcpu }, 'exits'), fromNs + 1, toNs + 1) > 0
    );
  }

  /** `45.7 µs`. */
  duration(ns: number): string {
    return this.source.pages.context.words.duration(ns);
  }

  instant(ns: number): string {
    return this.source.pages.context.words.instant(ns);
  }

  /** Rounded and to the last digit: `45.7 µs (45,678 ns)`. */
  exactly(ns: number): string {
    const { unit } = this.source.pages.context.words;
    if (unit === 'cycles' || ns < 1000) return this.duration(ns);
    return `${this.duration(ns)} (${grouped(ns)} ns)`;
  }

  /** An event in one line: `HLT (12) at 0x7c10`. */
  line({ block, at }: FoundEvent): string {
    return eventLine(this.source.access, block, at);
  }

  /** An event in sentences, as the event table's details have it. */
  sentencesOf({ row }: FoundEvent): readonly string[] {
    return eventDetail(this.source.access, row, 0n).inWords;
  }

  evidence({ row, timeNs, name }: FoundEvent, what?: string): Evidence {
    return { label: what === undefined ? name : `${what} (${name})`, timeNs, row };
  }

  /** A 64-bit field of an event, `0x…`; undefined: not recorded. */
  hexField({ block, at }: FoundEvent, name: string): string | undefined {
    const kind = this.source.access.kindOf(block, at);
    const index = fieldIndex(kind, name);
    const columns = block.fields[kind.index];
    const detail = block.detail[at]!;
    if (index < 0 || columns === undefined || detail === NO_DETAIL) return undefined;
    return hexOfWords(columns.high[index]?.[detail] ?? 0, columns.low[index]![detail]!);
  }

  /** The events of a vCPU around a stretch, where there are any. */
  eventsOf(vm: number, vcpu: number, fromNs: number, toNs: number): readonly TableTarget[] {
    const { finder } = this;
    const names = this.source.table.kinds.map(({ name }) => name);
    const untilNs = Math.ceil(toNs);
    const first = finder.from(names, Math.floor(fromNs), finder.ofVcpu(vm, vcpu), { untilNs });
    if (first === undefined) return [];
    const filter = `vm=${vm} vcpu=${vcpu} time>=${Math.floor(fromNs)}ns time<=${Math.ceil(toNs)}ns`;
    return [{ table: 'events', filter }];
  }

  /** Whether events were lost between two times, on one of some streams; undefined: on any host CPU. */
  wasLost(fromNs: number, toNs: number, streams?: readonly number[]): boolean {
    return this.source.lost.some(
      (loss) =>
        loss.fromNs < toNs &&
        loss.toNs > fromNs &&
        (streams?.includes(loss.stream) ?? isOfHost(this.source, loss)),
    );
  }
}
