import type { Diagnostic } from '../formats/Diagnostic';
import type { KindRows } from './KindTable';

/** What the builder found out of the ordinary, in words. */
export function buildDiagnostics(
  kinds: readonly KindRows[],
  backwards: { readonly events: number; readonly mostNs: number },
  unit: 'ns' | 'cycles',
): readonly Diagnostic[] {
  const all: Diagnostic[] = [];
  const warn = (code: string, message: string): void => {
    all.push({ severity: 'warning', code, message, offset: null });
  };
  for (const { kind, count, shortRecords, isUnknown } of kinds) {
    if (isUnknown) {
      warn(
        'unknown-tracepoint',
        `${count} records have the event number of no format in the file (${kind.name}). They are listed undecoded.`,
      );
    }
    if (shortRecords > 0) {
      warn(
        'undecodable-records',
        `${shortRecords} records of ${kind.name} are shorter than their own format. Their fields are shown as not recorded.`,
      );
    }
  }
  const { events, mostNs } = backwards;
  if (events > 0) {
    warn(
      'time-went-backwards',
      `${events} events lie up to ${mostNs} ${unit} before an event that stands before them in the recording. They are shown at that event's time: times near them are not exact.`,
    );
  }
  return all;
}
