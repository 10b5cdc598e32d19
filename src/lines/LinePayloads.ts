import { ParsedFields } from '../formats/text/ParsedFields';
import type { DecodedField } from '../formats/tracefs/DecodedField';
import { lineFields, PRINTED_TOO } from '../ingest/text/lineFields';
import { TextPayloads } from '../ingest/text/TextPayloads';
import type { EventForms, PayloadForm } from '../ingest/text/TextPayloads';
import { exitReasonLabel, isaOf } from '../kvm/exitReasons';
import { PRINTED } from '../kvm/text/printedEvent';
import type { RunLoopStep } from './RunLoopStep';
import type { LineHabits } from './textHabits';
import type { EventLine } from './traceLine';

/** What a line's payload tells, and what it does not. */
export interface ToldPayload {
  /** The tracepoint's system; '' where neither the line nor we know it. */
  readonly system: string;
  readonly fields: readonly DecodedField[];
  /** The payload is printed to its end in a way we know, and its fields say all of it. */
  readonly isComplete: boolean;
  /** Fields that the event has in some kernel, and that are not in this line. */
  readonly absent: readonly string[];
  /** How many of the event's own fields the line tells. */
  readonly ownCount: number;
}

/** Reads the payloads of lines of one text, with the reader of whole texts. */
export class LinePayloads {
  private readonly payloads: TextPayloads;
  /** Where no line tells whether raw numbers are all decimal: how they would be read if they were. */
  private readonly inDecimal: TextPayloads | undefined;
  private readonly encoder = new TextEncoder();
  private readonly parsed = new ParsedFields();

  constructor({ isa, rawNumbers }: LineHabits) {
    this.payloads = new TextPayloads({ isa, rawNumbers: rawNumbers ?? 'as-printed' });
    this.inDecimal =
      rawNumbers === undefined ? new TextPayloads({ isa, rawNumbers: 'decimal' }) : undefined;
  }

  read(line: EventLine): ToldPayload {
    const forms = this.payloads.formsOf(line.event);
    const read = this.fields(this.payloads, line);
    const sure =
      this.inDecimal === undefined ? read : agreed(read, this.fields(this.inDecimal, line));
    const fields = sure.filter(({ name }) => name !== PRINTED && name !== PRINTED_TOO);
    const told = new Set(fields.map(({ name }) => name));
    const own = formOf(forms, told)?.ownFields ?? [];
    const absent = own.filter((name) => !told.has(name));
    // Where all fields are there, as raw ones are, what else is printed tells nothing more. A raw one
    // may be there and tell nothing: icr_low is printed cut to a byte.
    const isAll = fields.length === read.length || (own.length > 0 && absent.length === 0);
    const hasDoubtful = absent.some((name) => line.payload.includes(`${name}=`));
    return {
      system: line.system ?? forms?.system ?? '',
      fields,
      isComplete: isAll && !hasDoubtful && fields.length > 0 && withRip(line) === undefined,
      absent,
      ownCount: own.length - absent.length,
    };
  }

  /** What the event says of a run loop; undefined: it is neither an exit nor an entry. */
  step(line: EventLine): RunLoopStep | undefined {
    const { event, payload } = line;
    if (event !== 'kvm_exit' && event !== 'kvm_entry') return undefined;
    const forms = this.payloads.formsOf(event);
    const bytes = this.encoder.encode(withRip(line) ?? payload);
    const form = forms && this.payloads.read(forms.forms, bytes, 0, bytes.length, this.parsed);
    const vcpu = form && this.number(form, 'vcpu_id');
    if (event === 'kvm_entry') return { kind: 'entry', vcpu };
    const exitReason = form && this.number(form, 'exit_reason');
    const isaField = form && this.number(form, 'isa');
    const isa = isaOf(isaField);
    const reason =
      exitReason === undefined
        ? 'reason unknown'
        : exitReasonLabel(isa, exitReason, undefined, isaField);
    return { kind: 'exit', vcpu, isa, exitReason, reason };
  }

  private fields(payloads: TextPayloads, line: EventLine): readonly DecodedField[] {
    const completed = withRip(line);
    const bytes = this.encoder.encode(completed ?? line.payload);
    const fields = lineFields(payloads, payloads.formsOf(line.event), bytes, 0, bytes.length);
    return completed === undefined ? fields : fields.filter(({ name }) => name !== 'guest_rip');
  }

  private number({ reader: { fields } }: PayloadForm, name: string): number | undefined {
    const field = fields.findIndex((candidate) => candidate.name === name);
    const isTold = field >= 0 && (this.parsed.numbers & (1 << field)) !== 0;
    return isTold ? this.parsed.low[field] : undefined;
  }
}

/**
 * The payload of an exit that was cut off behind its reason, completed so that it can be read; its
 * address is none then. Undefined: it is not such a one.
 */
function withRip({ event, payload }: EventLine): string | undefined {
  if (event !== 'kvm_exit') return undefined;
  const cut = /^((?:vcpu \d+ )?reason (?:(?! rip ).)+?)(?: rip)?$/.exec(payload);
  return cut === null ? undefined : `${cut[1]!} rip 0x0`;
}

/** Fields that are the same however they are read. */
function agreed(
  one: readonly DecodedField[],
  other: readonly DecodedField[],
): readonly DecodedField[] {
  const values = new Map(other.map(({ name, value }) => [name, String(value)]));
  return one.filter(({ name, value }) => values.get(name) === String(value));
}

/** The form that the told fields belong to; the first where the line tells none. */
function formOf(forms: EventForms | undefined, told: ReadonlySet<string>): PayloadForm | undefined {
  return (
    forms?.forms.find(({ ownFields }) => ownFields.some((name) => told.has(name))) ??
    forms?.forms[0]
  );
}
