import { textOfBytes } from '../../formats/text';
import { loosePairs } from '../../formats/text/loosePairs';
import { MOST_FIELDS, ParsedFields } from '../../formats/text/ParsedFields';
import type { PrintedField } from '../../formats/text/PrintedField';
import type { DecodedField } from '../../formats/tracefs/DecodedField';
import type { FormatField } from '../../formats/tracefs/EventFormat';
import { PRINTED } from '../../kvm/text/printedEvent';
import type { EventForms, TextPayloads } from './TextPayloads';

/** What is printed behind the shape that the event's payloads have. */
export const PRINTED_TOO = 'printed_too';

/** Fields of one payload, for a view: everything that can be told of it. */
export function lineFields(
  payloads: TextPayloads,
  event: EventForms | undefined,
  bytes: Uint8Array,
  from: number,
  to: number,
): readonly DecodedField[] {
  const parsed = new ParsedFields();
  const form = event && payloads.read(event.forms, bytes, from, to, parsed);
  const rest = textOfBytes(bytes.subarray(form === undefined ? from : parsed.end, to)).trim();
  const told = form === undefined ? [] : toldFields(form.reader.fields, parsed, bytes);
  const names = new Set([...told, ...(form?.reader.fields ?? [])].map(({ name }) => name));
  const loose = loosePairs(rest).filter(({ name }) => !names.has(name));
  const tells = (name: string): boolean => told.some((field) => field.name === name);
  const isToldInPart = form === undefined || (form.isLossy && !form.ownFields.every(tells));
  const printed = isToldInPart ? textOfBytes(bytes.subarray(from, to)).trim() : rest;
  return [
    ...told,
    ...loose.map(({ name, value }) => textField(name, value)),
    ...(printed === '' ? [] : [textField(isToldInPart ? PRINTED : PRINTED_TOO, printed)]),
  ];
}

function toldFields(
  fields: readonly PrintedField[],
  parsed: ParsedFields,
  bytes: Uint8Array,
): readonly DecodedField[] {
  return fields.slice(0, MOST_FIELDS).flatMap((field, number): DecodedField[] => {
    const bit = 1 << number;
    const text = bytes.subarray(parsed.textFrom[number], parsed.textTo[number]);
    if (field.kind === 'bytes' && (parsed.texts & bit) !== 0) return [bytesField(field, text)];
    if ((parsed.numbers & bit) !== 0) return [numberField(field, parsed, number)];
    return (parsed.texts & bit) === 0 ? [] : [textField(field.name, wordOf(field, text))];
  });
}

/** `tick_sched_timer/0x0` and `foo+0x1/0x20` are the function's name and places in it. */
function wordOf({ kind }: PrintedField, bytes: Uint8Array): string {
  const text = textOfBytes(bytes);
  return kind === 'symbol' ? text.replace(/\/0x0$/, '') : text;
}

function numberField(field: PrintedField, parsed: ParsedFields, number: number): DecodedField {
  const { name, bytes, signed, kind } = field;
  const low = parsed.low[number]!;
  const bits = (BigInt(parsed.high[number]!) << 32n) | BigInt(low);
  const width = bytes * 8;
  const whole = signed ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits);
  return {
    name,
    field: scalar(name, bytes, signed),
    value: bytes === 8 ? whole : Number(whole),
    inHex: kind !== 'decimal',
  };
}

function bytesField({ name }: PrintedField, text: Uint8Array): DecodedField {
  const value = Array.from(textOfBytes(text).matchAll(/[\da-f]{2}/gi), ([digits]) =>
    Number.parseInt(digits, 16),
  );
  const shape = { type: 'u8[]', size: value.length, shape: 'array', arrayLength: value.length };
  return {
    name,
    field: { ...scalar(name, 1, false), ...shape } as FormatField,
    value,
    inHex: true,
  };
}

function textField(name: string, value: string): DecodedField {
  const field: FormatField = { ...scalar(name, 1, false), type: 'char[]', size: 0, shape: 'array' };
  return { name, field, value, inHex: false };
}

function scalar(name: string, size: number, signed: boolean): FormatField {
  return { name, type: '', offset: 0, size, signed, shape: 'scalar', arrayLength: 0 };
}
