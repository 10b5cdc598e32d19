import { latin1 } from '../../formats/text';
import type { RawNumbers } from '../../formats/text/NamedValues';
import type { ParsedFields } from '../../formats/text/ParsedFields';
import { PayloadReader } from '../../formats/text/PayloadReader';
import type { WordTables } from '../../formats/text/PrintShape';
import { WordTable } from '../../formats/text/WordTable';
import type { PrintedEvent } from '../../kvm/text/printedEvent';
import { printedEvent } from '../../kvm/text/printedEvents';
import { valueWords } from '../../kvm/text/valueWords';
import type { PayloadHabits } from './payloadHabits';

/** A forged text could have any number of them. */
const MOST_REASONS = 64;

/** One of the ways in which an event's payload is printed. */
export interface PayloadForm {
  /** Its number among the event's forms. */
  readonly number: number;
  readonly reader: PayloadReader;
  /** Fields of the event's format. */
  readonly ownFields: readonly string[];
  /** The text says more than the fields hold that can be told from it. */
  readonly isLossy: boolean;
}

/** All forms of one event, and its system. */
export interface EventForms {
  readonly system: string;
  readonly forms: readonly PayloadForm[];
}

/** Reads payloads of one text: knows its habits, and compiles what it needs once. */
export class TextPayloads {
  /** `isa` of the exits of this text, as soon as one of them has told it. */
  private isa: number | undefined;
  private readonly rawNumbers: RawNumbers;
  private readonly tables: WordTables;
  private readonly events = new Map<string, EventForms | undefined>();
  private readonly reasons = new Map<string, number>();

  constructor({ isa, rawNumbers }: PayloadHabits) {
    this.isa = isa;
    this.rawNumbers = rawNumbers;
    this.tables = new Map(
      Object.entries(valueWords).map(([name, words]) => [name, new WordTable(words)]),
    );
  }

  /** Reasons of exits that are in no table, with how often they were read. */
  get unnamedReasons(): readonly { readonly name: string; readonly count: number }[] {
    return Array.from(this.reasons, ([name, count]) => ({ name, count }));
  }

  /** Undefined for an event that we know no form of. */
  formsOf(event: string): EventForms | undefined {
    if (this.events.has(event)) return this.events.get(event);
    const known = printedEvent(event);
    const forms = known && {
      system: known.system,
      forms: known.printed.map((printed, number) => this.form(printed, number)),
    };
    this.events.set(event, forms);
    return forms;
  }

  /** The first form that the payload has; its fields are in `into` then. */
  read(
    forms: readonly PayloadForm[],
    bytes: Uint8Array,
    from: number,
    to: number,
    into: ParsedFields,
  ): PayloadForm | undefined {
    for (const form of forms) {
      if (!form.reader.read(bytes, from, to, into)) continue;
      if (form.reader.isaField >= 0) this.completeExit(form.reader.isaField, into);
      return form;
    }
    return undefined;
  }

  /** Takes down a reason of an exit that `read` found no number for. */
  noteReason({ reader }: PayloadForm, bytes: Uint8Array, parsed: ParsedFields): void {
    const { isaField, reasonField } = reader;
    if (isaField < 0 || (parsed.texts & (1 << reasonField)) === 0) return;
    const from = parsed.textFrom[reasonField]!;
    const name = latin1(bytes.subarray(from, parsed.textTo[reasonField]));
    const count = this.reasons.get(name) ?? 0;
    if (count > 0 || this.reasons.size < MOST_REASONS) this.reasons.set(name, count + 1);
  }

  /** The ISA is the host's: where the reason of an exit does not tell it, that of other exits does. */
  private completeExit(isaField: number, into: ParsedFields): void {
    if ((into.numbers & (1 << isaField)) !== 0) this.isa ??= into.low[isaField];
    else if (this.isa !== undefined) into.setNumber(isaField, this.isa, 0);
  }

  private form(event: PrintedEvent, number: number): PayloadForm {
    const { fields, printed = '', shapes, isLossy = false } = event;
    const all = printed === '' ? fields : `${fields} ${printed}`;
    return {
      number,
      reader: new PayloadReader(all, shapes, this.tables, this.rawNumbers),
      ownFields: fields.split(' ').map((field) => field.split(':')[0]!),
      isLossy,
    };
  }
}
