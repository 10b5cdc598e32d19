/** No event has more fields; a field's place is a bit of an int. */
export const MOST_FIELDS = 31;

/**
 * The fields that one line's payload told, by the number of the field in its event. Used again line
 * by line: no object, string or bigint an event.
 */
export class ParsedFields {
  /** Bit of each field that is a number. */
  numbers = 0;
  /** Bit of each field that is a text, and of each whose word no table has. */
  texts = 0;
  /** Low and high 32 bits of the numbers, two's complement. */
  readonly low = new Uint32Array(MOST_FIELDS);
  readonly high = new Uint32Array(MOST_FIELDS);
  /** Where the texts stand in the line. */
  readonly textFrom = new Uint32Array(MOST_FIELDS);
  readonly textTo = new Uint32Array(MOST_FIELDS);
  /** Where the payload goes on with what is no field. */
  end = 0;

  clear(): void {
    this.numbers = 0;
    this.texts = 0;
  }

  setNumber(field: number, low: number, high: number): void {
    this.numbers |= 1 << field;
    this.low[field] = low;
    this.high[field] = high;
  }

  /** Adds bits to a number that several words of the line tell. */
  addBits(field: number, bits: number): void {
    const bit = 1 << field;
    this.low[field] = (this.numbers & bit) === 0 ? bits : this.low[field]! | bits;
    this.high[field] = 0;
    this.numbers |= bit;
  }

  setText(field: number, from: number, to: number): void {
    this.texts |= 1 << field;
    this.textFrom[field] = from;
    this.textTo[field] = to;
  }
}
