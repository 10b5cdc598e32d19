import path from 'node:path';
import type { FileRequest } from '../engine/node/sourceRequest';
import type { ClockShift } from '../protocol/ClockShift';
import { parseClockShift } from '../protocol/ClockShift';
import { usageError } from './CommandError';

/** The files of a command line, with what `--guest FILE` and `--shift FILE=N` say of them. */
export function fileRequests(
  files: readonly string[],
  guests: readonly string[],
  shifts: readonly string[],
): readonly FileRequest[] {
  if (files.length === 0) throw usageError('No file was named.');
  const indexOf = (option: string, name: string): number => {
    const matching = files.flatMap((file, index) =>
      file === name || path.basename(file) === name ? [index] : [],
    );
    if (matching.length === 1) return matching[0]!;
    const reason = matching.length === 0 ? 'is none of the files' : 'names several of the files';
    throw usageError(`--${option} ${name}: "${name}" ${reason}.`);
  };
  const isGuest = new Set(guests.map((name) => indexOf('guest', name)));
  const shiftOf = new Map(
    shifts.map((text): [number, ClockShift] => {
      const [, name, value] = /^(.*)=([^=]*)$/.exec(text) ?? [];
      const shift = value === undefined ? undefined : parseClockShift(value);
      if (shift === undefined) {
        throw usageError(`--shift takes FILE=NUMBER with ns, us, ms, s or no unit, not "${text}".`);
      }
      return [indexOf('shift', name!), shift];
    }),
  );
  return files.map((file, index) => ({
    path: file,
    shift: shiftOf.get(index),
    isGuest: isGuest.has(index),
  }));
}
