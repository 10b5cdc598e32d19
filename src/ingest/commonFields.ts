import type { EventFormat } from '../formats/tracefs/EventFormat';

/** Where the fields every record starts with stand, as word and shift. */
export interface CommonPlaces {
  readonly typeShift: number;
  readonly flagsWord: number;
  readonly flagsShift: number;
  readonly tidWord: number;
}

/**
 * Takes the places from the recording's own formats (they all share them): old and realtime kernels
 * put further fields between. Falls back to the layout of every current kernel where there is none.
 */
export function commonPlaces(format: EventFormat | undefined, littleEndian: boolean): CommonPlaces {
  const offsetOf = (name: string, usual: number): number =>
    format?.commonFields.find((field) => field.name === name)?.offset ?? usual;
  const shift = (offset: number, bytes: number): number =>
    (littleEndian ? offset & 3 : 4 - bytes - (offset & 3)) * 8;
  const flags = offsetOf('common_flags', 2);
  const tid = offsetOf('common_pid', 4);
  return {
    typeShift: shift(0, 2),
    flagsWord: flags >>> 2,
    flagsShift: shift(flags, 1),
    tidWord: tid >>> 2,
  };
}
