import type { FormatField } from './EventFormat';

/** A field of one record, decoded by the recording's own format. */
export interface DecodedField {
  readonly name: string;
  readonly field: FormatField;
  /** bigint for 8-byte scalars; text of char arrays; CPU masks as hex; the elements of other arrays. */
  readonly value: number | bigint | string | readonly (number | bigint)[];
  /** The print format, or the type where it says nothing, shows the number in hex. */
  readonly inHex: boolean;
  /** The record ends before the field does: `value` is what is there, '' for a cut number. */
  readonly truncated?: true;
}
