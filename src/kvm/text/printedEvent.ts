/** Name of the field that holds a payload as it is printed, where it cannot be told by fields. */
export const PRINTED = 'printed';

/**
 * How texts print one event. `fields`: its fields in the order of its format, as `name:type`; `u32` and
 * `s32` are printed in decimal, `x32` in hex, `X32` in hex behind `0x`, `ptr` is a pointer, `sym` a name
 * of code, `text` a string, `insn` the bytes of an instruction. `shapes`: its payloads, see `printShape`.
 */
export interface PrintedEvent {
  readonly fields: string;
  readonly shapes: readonly string[];
  /** What texts tell of the event that is no field of its format. */
  readonly printed?: string;
  /** Its fields cannot be told from the text, which says the same in its own words. */
  readonly isLossy?: boolean;
}

/** By tracepoint; several entries: kernels or architectures with other fields, tried in order. */
export type PrintedEvents = Readonly<Record<string, PrintedEvent | readonly PrintedEvent[]>>;

/** Shapes: none where all is printed as `name=value`. */
export function printed(fields: string, ...shapes: string[]): PrintedEvent {
  return { fields, shapes };
}

/** An event of which texts tell less than its fields hold. */
export function printedInPart(
  fields: string,
  printedToo: string,
  ...shapes: string[]
): PrintedEvent {
  return { fields, shapes, printed: printedToo, isLossy: true };
}
