import { membersOf } from '../base/membersOf';
import type { ClockShift } from '../protocol/ClockShift';
import type { Companion } from '../protocol/Companion';
import type { TracePart } from '../protocol/TracePart';
import { readNamedTable } from './readNamedTable';
import type { LoadRequest } from './TraceEngine';

/** Reads the parameters of `reload`; throws, in words, when a member is not what it must be. */
export function readLoadRequest(params: unknown): LoadRequest {
  const { part, tscKhz, companions, namedTable } = membersOf(params);
  if (tscKhz !== undefined && !(isNumber(tscKhz) && Number.isSafeInteger(tscKhz) && tscKhz > 0)) {
    throw new Error('The frequency is not a whole number of kHz above 0.');
  }
  return {
    ...(part === undefined ? {} : { part: readPart(part) }),
    ...(tscKhz === undefined ? {} : { tscKhz }),
    ...(companions === undefined ? {} : { companions: readCompanions(companions) }),
    ...(namedTable === undefined ? {} : { namedTable: readNamedTable(namedTable) }),
  };
}

/** Reads a list of recordings; throws, in words, when it is none. */
export function readCompanions(value: unknown): readonly Companion[] {
  if (!Array.isArray(value)) throw new Error('The recordings are no list.');
  return value.map((entry: unknown) => {
    const { path, shift, isGuest } = membersOf(entry);
    if (!isString(path) || path === '') throw new Error('A recording has no path.');
    return {
      path,
      ...(shift === undefined ? {} : { shift: readShift(shift) }),
      ...(isGuest === true ? { isGuest } : {}),
    };
  });
}

function readShift(value: unknown): ClockShift {
  const { by, unit } = membersOf(value);
  if (!isString(by) || !/^-?\d{1,29}$/.test(by)) throw new Error('The shift is no whole number.');
  if (unit !== 'ns' && unit !== 'clock') throw new Error('The shift has no unit.');
  return { by, unit };
}

function readPart(value: unknown): TracePart {
  const { fromNs, toNs, hostCpus, events } = membersOf(value);
  if (fromNs !== undefined && !isNumber(fromNs)) throw new Error('The start is not a time in ns.');
  if (toNs !== undefined && !isNumber(toNs)) throw new Error('The end is not a time in ns.');
  if (hostCpus !== undefined && !isListOf(hostCpus, isNumber)) {
    throw new Error('The host CPUs are not a list of numbers.');
  }
  if (events !== undefined && !isListOf(events, isString)) {
    throw new Error('The events are not a list of names.');
  }
  return {
    ...(fromNs === undefined ? {} : { fromNs }),
    ...(toNs === undefined ? {} : { toNs }),
    ...(hostCpus === undefined ? {} : { hostCpus }),
    ...(events === undefined ? {} : { events }),
  };
}

function isListOf<T>(value: unknown, is: (entry: unknown) => entry is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
