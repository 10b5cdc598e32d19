import type { Diagnostic } from '../../formats/Diagnostic';

const MOST_NAMED = 5;

interface Counted {
  readonly name: string;
  readonly count: number;
}

/** What lines say that could not be made numbers: payloads of unknown shape, and reasons of exits without a number. */
export function unreadPayloads(
  events: readonly Counted[],
  reasons: readonly Counted[],
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const warn = (code: string, message: string): void => {
    found.push({ severity: 'warning', code, message, offset: null });
  };
  if (events.length > 0) {
    warn(
      'undecodable-payloads',
      `Payloads have a shape that is not known, at least those of ${listed(events)}. They are listed as printed, and their fields are not recorded.`,
    );
  }
  if (reasons.length > 0) {
    warn(
      'unknown-exit-reasons',
      `Exits have reasons that are in no table: ${listed(reasons)}. They are listed as printed, and left out of the exits table.`,
    );
  }
  return found;
}

function listed(all: readonly Counted[]): string {
  const named = all.slice(0, MOST_NAMED).map(({ name, count }) => `${count} ${name}`);
  const rest = all.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more kinds`] : [])].join(', ');
}
