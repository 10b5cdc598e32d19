import type { DecodedField } from '../formats/tracefs/DecodedField';
import { rawFieldText } from '../formats/tracefs/fieldText';
import { eventInWords } from '../kvm/eventInWords';
import type { PrecedingExit } from '../kvm/words/words';
import type { LinePayloads } from './LinePayloads';
import type { EventLine } from './traceLine';

/** An event's line as a reader who does not know the kernel by heart can take it in. */
export interface LineInWords {
  /** One short line. */
  readonly summary: string;
  readonly sentences: readonly string[];
  readonly fields: readonly ToldField[];
  /** Fields of the event that are not in this line. */
  readonly absent: readonly string[];
}

/** A field that the line tells. */
export interface ToldField {
  readonly name: string;
  readonly value: string;
  /** '' where the value says it all. */
  readonly meaning: string;
}

/** Whose words need no field: what a line lacks they leave out. */
const bearsGaps: ReadonlySet<string> = new Set(['kvm_exit', 'kvm_entry', 'kvm_page_fault']);

/** The words of the event table and its detail, for one line. `precedingExit`: what its thread is handling. */
export function lineInWords(
  line: EventLine,
  payloads: LinePayloads,
  precedingExit?: PrecedingExit,
): LineInWords {
  const { system, fields, isComplete, absent } = payloads.read(line);
  const isTold = isComplete || (bearsGaps.has(line.event) && fields.length > 0);
  if (!isTold) {
    // Words of an event take a field that is missing here for 0.
    const summary = line.payload === '' ? 'nothing in this line' : line.payload;
    return { summary, sentences: [], fields: [], absent: [] };
  }
  const { summary, sentences, meanings } = eventInWords({
    system,
    name: line.event,
    fields: new Map(fields.map(({ name, value }) => [name, value])),
    isFromText: true,
    ...(precedingExit && { precedingExit }),
  });
  const toldField = (field: DecodedField): ToldField => ({
    name: field.name,
    value: rawFieldText(field),
    meaning: meanings.get(field.name) ?? '',
  });
  return { summary, sentences, fields: fields.map(toldField), absent };
}
