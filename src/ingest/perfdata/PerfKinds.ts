import type { PerfDataFile, PerfEvent } from '../../formats/perfdata/PerfDataFile';
import { TRACEPOINT_TYPE } from '../../formats/perfdata/PerfAttr';
import type { EventFormat } from '../../formats/tracefs/EventFormat';
import { FormatKinds } from '../FormatKinds';
import { planKind } from '../kindPlan';
import type { KindRows, KindTable } from '../KindTable';
import { eventName } from './eventName';

/** Kinds of a perf.data's samples: tracepoints by the number in their raw data, other events by what was opened. */
export class PerfKinds {
  private readonly tracepoints: FormatKinds;
  /** By event: those that are no tracepoints. */
  private readonly others: (KindRows | undefined)[] = [];
  /** By number: where the file has no formats at all, which is told once. */
  private readonly formatless: Map<number, KindRows> | undefined;
  private readonly events: readonly PerfEvent[];

  constructor(
    private readonly table: KindTable,
    private readonly source: number,
    { events, littleEndian }: PerfDataFile,
    formats: readonly EventFormat[],
  ) {
    this.events = events;
    this.tracepoints = new FormatKinds(table, source, formats, littleEndian);
    this.formatless = formats.length === 0 ? new Map() : undefined;
  }

  /** `id`: `common_type`. */
  ofTracepoint(id: number): KindRows {
    return this.formatless === undefined ? this.tracepoints.of(id) : this.ofNumber(id);
  }

  /** A tracepoint whose samples hold no raw data: its number is in the attribute. */
  ofAttr(event: number): KindRows {
    return this.ofTracepoint(Number(this.events[event]!.attr.config & 0xffffn));
  }

  /** An event that is no tracepoint: its samples have no fields. */
  ofOther(event: number): KindRows {
    return (this.others[event] ??= this.addBare('', eventName(this.events[event]!)));
  }

  private ofNumber(id: number): KindRows {
    let rows = this.formatless!.get(id);
    if (rows === undefined) {
      const event = this.events.find(
        ({ attr }) => attr.type === TRACEPOINT_TYPE && attr.config === BigInt(id),
      );
      const [system, name] = event?.name?.split(':') ?? [];
      rows = this.addBare(system ?? '', name ?? `unknown event ${id}`);
      this.formatless!.set(id, rows);
    }
    return rows;
  }

  private addBare(system: string, name: string): KindRows {
    return this.table.add({
      source: this.source,
      system,
      name,
      format: undefined,
      ownFields: [],
      isUnknown: false,
      plan: () => planKind(undefined, undefined, true),
    });
  }
}
