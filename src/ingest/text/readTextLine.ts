import { LinePrefix } from '../../formats/text/LinePrefix';
import type { DecodedField } from '../../formats/tracefs/DecodedField';
import { eventIdentity } from './eventIdentity';
import type { EventIdentity } from './eventIdentity';
import { latin1 } from '../../formats/text';
import { lineFields } from './lineFields';
import type { TextPayloads } from './TextPayloads';

/** One line of a text that is an event. */
export interface TextLine {
  readonly prefix: LinePrefix;
  readonly event: EventIdentity;
  readonly fields: readonly DecodedField[];
}

/** Reads one line of any export, without its end; undefined for a line that is no event. */
export function readTextLine(bytes: Uint8Array, payloads: TextPayloads): TextLine | undefined {
  const prefix = new LinePrefix();
  if (!prefix.read(bytes, 0, bytes.length)) return undefined;
  const { nameKind, nameFrom, nameTo, payloadFrom } = prefix.head;
  if (nameKind === undefined) return undefined;
  const event = eventIdentity(nameKind, latin1(bytes.subarray(nameFrom, nameTo)));
  const forms = payloads.formsOf(event.name);
  const fields = lineFields(payloads, forms, bytes, payloadFrom, bytes.length);
  return { prefix, event, fields };
}
