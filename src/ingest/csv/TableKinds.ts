import { addToList } from '../../base/addToList';
import { systemOfEvent } from '../../kvm/systemOfEvent';
import type { KindRows, KindTable } from '../KindTable';
import { cellText, keptCell } from './cellText';
import { eventFields } from './EventFields';
import type { EventFields } from './EventFields';
import type { RowFields } from './RowFields';
import { NO_COLUMN } from './TableLayout';
import type { TableLayout } from './TableLayout';
import { kindFields, tablePlan } from './tablePlan';
import type { KindField } from './tablePlan';

/**
 * More than any kernel's events come in, with all their fields: further ones are rows whose event is
 * no name at all, and would make a table of kinds larger than the table itself.
 */
const MOST_KINDS = 1024;
const FURTHER = 'further events';

/** An event of a table, and the kinds of it met so far. */
export interface TableEvent extends EventFields {
  readonly systemCell: string;
  readonly system: string;
  readonly name: string;
  /** By `RowFields.hash`. */
  readonly kinds: Map<number, TableKind[]>;
  /** Takes the rows of further kinds when there are too many. */
  rest: TableKind | undefined;
}

/** Events with the same fields of the same types. */
export interface TableKind {
  readonly rows: KindRows;
  /** By field that is kept, in two words each: its number among the row's fields. */
  readonly kept: Uint16Array;
  readonly present: Uint16Array;
  readonly types: Uint8Array;
  /** Fields that a reason beside them has the name for; -1: there is none. */
  readonly reasonField: number;
  readonly isaField: number;
}

/**
 * The kinds of events in a table. Rows of one event may have other fields than its other rows, or
 * numbers where those have text: then they are a kind of their own under the same name.
 */
export class TableKinds {
  private readonly events = new Map<string, TableEvent[]>();
  private further: TableEvent | undefined;
  private count = 0;

  constructor(
    private readonly table: KindTable,
    private readonly source: number,
    private readonly layout: TableLayout,
  ) {}

  /** There are too many kinds to be told apart. */
  get isFull(): boolean {
    return this.count >= MOST_KINDS;
  }

  eventOf(cells: readonly string[]): TableEvent {
    const { event, system } = this.layout.places;
    const nameCell = event === NO_COLUMN ? '' : cells[event]!;
    const systemCell = system === NO_COLUMN ? '' : cells[system]!;
    const named = this.events.get(nameCell);
    if (named !== undefined) {
      for (const candidate of named) if (candidate.systemCell === systemCell) return candidate;
    }
    return this.addEvent(keptCell(nameCell), keptCell(systemCell));
  }

  kindOf(event: TableEvent, fields: RowFields): TableKind {
    const kinds = event.kinds.get(fields.hash);
    if (kinds !== undefined) for (const kind of kinds) if (isOfKind(kind, fields)) return kind;
    if (this.isFull) return (event.rest ??= this.addKind(event, undefined));
    const kind = this.addKind(event, fields);
    addToList(event.kinds, fields.hash, kind);
    return kind;
  }

  private addEvent(nameCell: string, systemCell: string): TableEvent {
    if (this.isFull) return (this.further ??= this.newEvent('', '', FURTHER));
    const { kind, eventName, places } = this.layout;
    const text = cellText(nameCell);
    // `kvm:kvm_exit`, as perf spells it.
    const [, toldSystem, bareName] = (kind === 'named' ? /^(\w+):(\w+)$/.exec(text) : null) ?? [];
    const name = bareName ?? (text === '' ? eventName : text);
    const system = toldSystem ?? (systemCell === '' ? systemOfEvent(name) : cellText(systemCell));
    const isTold = kind === 'export' && places.system !== NO_COLUMN && systemCell === '';
    const event = this.newEvent(systemCell, isTold ? '' : (system ?? ''), name);
    addToList(this.events, nameCell, event);
    return event;
  }

  private newEvent(systemCell: string, system: string, name: string): TableEvent {
    const fields = eventFields(this.layout, name);
    return { ...fields, systemCell, system, name, kinds: new Map(), rest: undefined };
  }

  /** `fields` undefined: whatever they are, none is kept. */
  private addKind(event: TableEvent, fields: RowFields | undefined): TableKind {
    this.count++;
    const present = fields?.present.slice(0, fields.count) ?? new Uint16Array(0);
    const types = Uint8Array.from(present, (field) => fields!.type[field]!);
    const told = kindFields(this.layout, event, present, types);
    let kept: readonly number[] = [];
    const rows = this.table.add({
      source: this.source,
      system: event.system,
      name: event.name,
      format: undefined,
      ownFields: told.flatMap(({ name, isOwn }) => (isOwn ? [name] : [])),
      isUnknown: false,
      plan: (wanted) => {
        const numbers = told.filter(
          ({ name, isNumber, isOwn }) =>
            isNumber && (wanted?.includes(name) ?? (isOwn && this.layout.kind !== 'export')),
        );
        kept = numbers.map(({ field }) => field);
        return tablePlan(numbers);
      },
    });
    return { rows, kept: Uint16Array.from(kept), present, types, ...namedFields(event, told) };
  }
}

/** The own fields of an exit that a column of reasons gives a name for. */
function namedFields(
  { isExit }: TableEvent,
  fields: readonly KindField[],
): Pick<TableKind, 'reasonField' | 'isaField'> {
  const fieldOf = (wanted: string): number =>
    fields.find(({ name, isNumber, isDerived }) => name === wanted && isNumber && !isDerived)
      ?.field ?? -1;
  const [reasonField, isaField] = [fieldOf('exit_reason'), fieldOf('isa')];
  const isNamed = isExit && reasonField >= 0 && isaField >= 0;
  return isNamed ? { reasonField, isaField } : { reasonField: -1, isaField: -1 };
}

function isOfKind({ present, types }: TableKind, fields: RowFields): boolean {
  if (present.length !== fields.count) return false;
  for (let at = 0; at < present.length; at++) {
    const field = present[at]!;
    if (field !== fields.present[at] || types[at] !== fields.type[field]) return false;
  }
  return true;
}
