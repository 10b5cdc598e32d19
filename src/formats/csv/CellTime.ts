import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { TimeUnit } from '../../base/tableColumns';
import { COMMA, DASH, DIGIT_0, DOT, isDigit } from '../ascii';

/** Whole seconds beyond this many digits are no time, and inexact in a double. */
const MOST_SECOND_DIGITS = 12;
/** Decimal places that a unit lies below the second. */
const PLACES: Readonly<Record<Exclude<TimeUnit, 'date'>, number>> = { s: 0, ms: 3, us: 6, ns: 9 };
const NANO_PLACES = 9;

/**
 * The time in a cell, exact to the nanosecond and without an object a cell: whole seconds and ns
 * above them. What lies below a nanosecond is cut off.
 */
export class CellTime {
  seconds = 0;
  nanos = 0;

  /** `hasComma`: a comma stands for the point, as tables with semicolons have it. */
  constructor(
    private readonly unit: TimeUnit,
    private readonly hasComma: boolean,
  ) {}

  /** ns since another time. */
  since(seconds: number, nanos: number): number {
    return (this.seconds - seconds) * NS_PER_SECOND + (this.nanos - nanos);
  }

  /** Takes the time over; false when the cell holds none. */
  read(cell: string): boolean {
    return this.unit === 'date' ? this.readDate(cell) : this.readNumber(cell, PLACES[this.unit]);
  }

  private readNumber(cell: string, places: number): boolean {
    const { length } = cell;
    const start = cell.charCodeAt(0) === DASH ? 1 : 0;
    let point = start;
    while (point < length && isDigit(cell.charCodeAt(point))) point++;
    if (point === start || (point < length && !this.isPoint(cell.charCodeAt(point)))) return false;
    const secondsEnd = point - places;
    if (secondsEnd - start > MOST_SECOND_DIGITS) return false;
    let seconds = 0;
    for (let at = start; at < secondsEnd; at++) seconds = seconds * 10 + digit(cell, at);
    let nanos = 0;
    let place = secondsEnd;
    for (let count = 0; count < NANO_PLACES; count++, place++) {
      if (place === point) place++;
      const isThere = place >= start && place < length;
      nanos = nanos * 10 + (isThere ? digit(cell, place) : 0);
    }
    for (let at = point + 1; at < length; at++) {
      if (!isDigit(cell.charCodeAt(at))) return false;
    }
    this.set(start === 1, seconds, nanos);
    return true;
  }

  private readDate(cell: string): boolean {
    const date = DATE.exec(cell);
    if (date === null) return false;
    const part = (group: number): number => Number(date[group] ?? 0);
    const dayMs = Date.UTC(part(1), part(2) - 1, part(3), part(4), part(5), part(6));
    const zone = date[8];
    const zoneMinutes =
      zone === undefined || zone === 'Z'
        ? 0
        : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
    const eastMinutes = zone?.startsWith('-') === true ? -zoneMinutes : zoneMinutes;
    this.seconds = dayMs / 1000 - eastMinutes * 60;
    this.nanos = Number((date[7] ?? '').padEnd(NANO_PLACES, '0'));
    return true;
  }

  private isPoint(code: number): boolean {
    return code === DOT || (this.hasComma && code === COMMA);
  }

  private set(isNegative: boolean, seconds: number, nanos: number): void {
    this.seconds = isNegative ? -seconds : seconds;
    this.nanos = nanos;
    if (!isNegative || nanos === 0) return;
    this.seconds--;
    this.nanos = NS_PER_SECOND - nanos;
  }
}

/** `2026-11-22 09:15:02.123456+01:00`; without a zone it is taken as it is written. */
const DATE =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:[.,](\d{1,9})\d*)?)? ?(Z|[+-]\d\d:?\d\d)?$/;

function digit(cell: string, at: number): number {
  return cell.charCodeAt(at) - DIGIT_0;
}
