import type { TableToName } from '../../base/tableColumns';
import { CellTime } from '../../formats/csv/CellTime';
import { CsvRowFinder } from '../../formats/csv/CsvRowFinder';
import { CsvRows } from '../../formats/csv/CsvRows';
import type { TableHead } from '../../formats/csv/TableHead';
import type { ByteSource } from '../../formats/ByteSource';
import type { Diagnostic } from '../../formats/Diagnostic';
import type { DecodedField } from '../../formats/tracefs/DecodedField';
import type { EventKind } from '../../events/EventTable';
import type { RecordedExitNames } from '../../kvm/exitReasons';
import type { EventCursor } from '../EventCursor';
import type {
  NamedVcpu,
  RawRecord,
  RecordedColumn,
  Recording,
  RecordingClock,
  RecordingFacts,
  StartOptions,
} from '../Recording';
import { SortedCursor } from '../SortedCursor';
import { bareCells } from './bareCells';
import { earliestStamp } from './earliestStamp';
import { eventFields } from './EventFields';
import type { EventFields } from './EventFields';
import { ExitNames } from './ExitNames';
import { ExitReasonCells } from './ExitReasonCells';
import { namedIsa } from './namedIsa';
import { NamedVcpus } from './NamedVcpus';
import { rowDecodedFields } from './rowDecodedFields';
import { TableDamage } from './TableDamage';
import { tableDiagnostics } from './tableDiagnostics';
import { TableEvents } from './TableEvents';
import { NO_COLUMN } from './TableLayout';
import type { TableLayout } from './TableLayout';
import { TableStretches } from './TableStretches';
import { ROW_PLACE_BYTES } from './TableStreams';
import { ThreadNames } from './ThreadNames';

/**
 * A table with a header, every row an event. What is where in it, a layout tells, and `named` what
 * somebody said of its columns.
 */
export class CsvRecording implements Recording {
  readonly clock: RecordingClock;
  readonly streams: Recording['streams'] = [];
  readonly totalBytes: number;
  readonly columns: readonly RecordedColumn[];
  readonly exitNames: RecordedExitNames;
  readonly namedVcpus: readonly NamedVcpu[];
  private readonly damage = new TableDamage();
  private readonly rows: CsvRows;
  private readonly finder: CsvRowFinder;
  private readonly threads = new ThreadNames();
  private readonly vcpus = new NamedVcpus();
  private readonly names = new ExitNames();
  private readonly reasons: ExitReasonCells;
  private events: TableEvents | undefined;
  private readonly eventFields = new Map<string, EventFields>();

  constructor(
    source: ByteSource,
    private readonly head: TableHead,
    private readonly layout: TableLayout,
    private readonly named?: TableToName,
  ) {
    const { clock: name, clockUnit: unit, t0 } = layout;
    const hasEmptyTexts = layout.kind === 'export';
    const dialect = { ...head.dialect, hasEmptyTexts };
    // Exports tell the ISA of each exit.
    const isa = layout.kind === 'export' ? undefined : namedIsa(source, head, layout);
    this.reasons = new ExitReasonCells(isa);
    this.rows = new CsvRows({
      source,
      dialect,
      start: head.rowsAt,
      firstLine: head.headerLines + 1,
      onDamage: ({ kind, position, line }) => {
        this.damage.add(kind, position, line);
      },
    });
    this.finder = new CsvRowFinder(source, dialect);
    this.totalBytes = Math.max(0, source.size - head.rowsAt);
    this.columns = layout.fields;
    this.exitNames = this.names.names;
    this.namedVcpus = this.vcpus.all;
    const earliest = earliestStamp(source, head, layout);
    const first = t0 ?? earliest;
    this.clock = { name, unit, conversion: 'none', first };
  }

  get facts(): RecordingFacts {
    const { layout, events } = this;
    return {
      format: 'csv',
      version: undefined,
      compression: undefined,
      kernel: layout.kernel,
      hostCpus: layout.hostCpus ?? (events?.hostCpuCount || undefined),
      guests: [],
      lacksFlags: layout.places.flags === NO_COLUMN,
      holdsCounters: layout.kind === 'kvm_stat',
      namedTable: this.named,
    };
  }

  get doneBytes(): number {
    return this.rows.doneBytes;
  }

  get diagnostics(): readonly Diagnostic[] {
    const hasTooManyKinds = this.events?.hasTooManyKinds === true;
    return [...tableDiagnostics(this.layout, hasTooManyKinds), ...this.damage.diagnostics];
  }

  start(options: StartOptions): readonly EventCursor[] {
    const { layout, head } = this;
    const events = new TableEvents({
      layout,
      header: head.columns,
      time: new CellTime(layout.timeUnit, head.dialect.delimiter !== ','),
      damage: this.damage,
      threads: this.threads,
      vcpus: this.vcpus,
      reasons: this.reasons,
      exitNames: this.names,
      start: options,
    });
    this.events = events;
    const prepared = (cells: readonly string[]): readonly string[] => this.prepared(cells);
    const { rows } = this;
    const stretches = new TableStretches({ rows, events, toNs: options.toNs, prepared });
    return [new SortedCursor(stretches, ROW_PLACE_BYTES)];
  }

  commOf(tid: number, timeNs: number): string | undefined {
    return this.threads.at(tid, timeNs);
  }

  /** No column tells. */
  pidOf(): undefined {
    return undefined;
  }

  record(_: number, position: number): RawRecord | undefined {
    const bytes = this.finder.at(position);
    return bytes && { bytes, fileOffset: position };
  }

  fieldsOf({ name }: EventKind, { bytes }: RawRecord): readonly DecodedField[] {
    const cells = this.prepared(this.finder.cellsOf(bytes));
    return rowDecodedFields(this.layout, this.fieldsOfEvent(name), cells, this.reasons);
  }

  private fieldsOfEvent(name: string): EventFields {
    let fields = this.eventFields.get(name);
    if (fields === undefined) {
      fields = eventFields(this.layout, name);
      this.eventFields.set(name, fields);
    }
    return fields;
  }

  private prepared(cells: readonly string[]): readonly string[] {
    return this.layout.kind === 'named' ? bareCells(cells) : cells;
  }
}
