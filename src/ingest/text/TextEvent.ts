import { TWO_32 } from '../../base/twoTo32';
import { latin1 } from '../../formats/text';
import { loosePairs } from '../../formats/text/loosePairs';
import type { ParsedFields } from '../../formats/text/ParsedFields';
import { PRINTED } from '../../kvm/text/printedEvent';
import type { KindTable } from '../KindTable';
import { lineFields } from './lineFields';
import { textPlan, TextKind } from './TextKind';
import type { TextWord } from './TextKind';
import type { EventForms, PayloadForm, TextPayloads } from './TextPayloads';

/** Payloads of unknown shape that are looked through for names of fields, and names taken from them. */
const MOST_LEARNED = 256;
/** Sets of fields that lines of one event tell: texts have a few, a forged one could have any. */
const MOST_KINDS = 256;
const NO_FORM = 0;

export interface TextEventOptions {
  readonly table: KindTable;
  readonly source: number;
  readonly system: string;
  readonly name: string;
  readonly forms: EventForms | undefined;
  readonly payloads: TextPayloads;
}

/** An event by its name in a text, with its kinds: one for each set of fields that its lines tell. */
export class TextEvent {
  readonly name: string;
  /** Lines that became rows and whose payload has none of the event's shapes. */
  unreadPayloads = 0;
  private readonly forms: readonly PayloadForm[];
  private readonly kinds = new Map<number, TextKind>();
  private lastKey = -1;
  private last: TextKind | undefined;
  /** The kind of all lines where none of their fields is kept. */
  private only: TextKind | undefined;
  private learned = 0;
  /** Grows with what is learned, also in the kind that was made of it. */
  private readonly learnedNames: string[] = [PRINTED];

  constructor(private readonly options: TextEventOptions) {
    this.name = options.name;
    this.forms = options.forms?.forms ?? [];
  }

  /** The line's kind; the line's fields are in `parsed` where any of them is kept. */
  kindOf(bytes: Uint8Array, from: number, to: number, parsed: ParsedFields): TextKind {
    if (this.only !== undefined) {
      if (this.forms.length === 0 && this.learned < MOST_LEARNED) this.learn(bytes, from, to);
      return this.only;
    }
    const { payloads } = this.options;
    const form = payloads.read(this.forms, bytes, from, to, parsed);
    if (form === undefined) {
      parsed.clear();
      if (this.forms.length > 0) this.unreadPayloads++;
      else this.learn(bytes, from, to);
    } else payloads.noteReason(form, bytes, parsed);
    const key = form === undefined ? NO_FORM : (form.number + 1) * TWO_32 + parsed.numbers;
    if (key === this.lastKey) return this.last!;
    const kind =
      this.kinds.get(key) ?? this.add(key, form, parsed.numbers, this.namesIn(bytes, from, to));
    this.lastKey = key;
    this.last = kind;
    return kind;
  }

  private add(
    key: number,
    form: PayloadForm | undefined,
    numbers: number,
    names: readonly string[],
  ): TextKind {
    const { table, source, system, name } = this.options;
    const isOneTooMany = this.kinds.size >= MOST_KINDS;
    if (isOneTooMany && this.kinds.has(NO_FORM)) return this.kinds.get(NO_FORM)!;
    let words: readonly TextWord[] = [];
    let kept: readonly string[] = [];
    const rows = table.add({
      source,
      system,
      name,
      format: undefined,
      ownFields: this.ownFieldsOf(form, names),
      isUnknown: false,
      isBare: form === undefined && this.forms.length > 0,
      plan: (wanted = []) => {
        kept = wanted;
        const planned = textPlan(form?.reader.fields ?? [], isOneTooMany ? 0 : numbers, wanted);
        words = planned.words;
        return planned.plan;
      },
    });
    const kind = new TextKind(rows, words);
    this.kinds.set(isOneTooMany ? NO_FORM : key, kind);
    const printed = this.forms.flatMap(({ reader }) => reader.fields);
    if (!printed.some((field) => kept.includes(field.name))) this.only = kind;
    return kind;
  }

  /** Fields that kernels give the event, whether its lines tell them or not, and what else they tell. */
  private ownFieldsOf(form: PayloadForm | undefined, told: readonly string[]): readonly string[] {
    const own = form ?? this.forms[0];
    return own === undefined ? this.learnedNames : [...new Set([...own.ownFields, ...told])];
  }

  private namesIn(bytes: Uint8Array, from: number, to: number): readonly string[] {
    const { payloads, forms } = this.options;
    return lineFields(payloads, forms, bytes, from, to).map(({ name }) => name);
  }

  private learn(bytes: Uint8Array, from: number, to: number): void {
    this.learned++;
    for (const { name } of loosePairs(latin1(bytes.subarray(from, to)))) {
      if (this.learnedNames.length >= MOST_LEARNED) return;
      if (!this.learnedNames.includes(name)) this.learnedNames.push(name);
    }
  }
}
