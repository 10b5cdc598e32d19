import type { EventKind } from '../../events/EventTable';
import type { ListedEvents, RecordingFacts } from '../../ingest/Recording';
import type { EventState } from '../../protocol/doctor';

export interface EventsSeenOptions {
  readonly facts: RecordingFacts;
  /** Those of the recording. */
  readonly kinds: readonly EventKind[];
  readonly countOf: (kind: EventKind) => number;
  /** Those of them whose fields are told. */
  readonly toldOf: (kind: EventKind) => number;
  /** All of the recording was read: what was not seen is not in it. */
  readonly isWhole: boolean;
}

interface Seen {
  readonly count: number;
  readonly told: number;
  readonly fields: ReadonlySet<string>;
}

/** Which tracepoints are in one recording, and what is known of those that are not. */
export class EventsSeen {
  private readonly byName = new Map<string, Seen>();
  private readonly listed: ListedEvents | undefined;

  constructor(private readonly options: EventsSeenOptions) {
    const { facts, kinds, countOf, toldOf } = options;
    this.listed = facts.listedEvents;
    for (const kind of kinds) {
      const known = this.byName.get(kind.name);
      const [count, told] = [countOf(kind), toldOf(kind)];
      this.byName.set(kind.name, {
        count: (known?.count ?? 0) + count,
        told: (known?.told ?? 0) + told,
        fields: new Set([
          ...(known?.fields ?? []),
          ...(count > 0 && told === 0 ? [] : kind.ownFields),
        ]),
      });
    }
  }

  /** `event`: with or without its system. */
  countOf(event: string): number {
    return this.byName.get(bareName(event))?.count ?? 0;
  }

  stateOf(event: string): EventState {
    const { listed } = this;
    const { facts, isWhole } = this.options;
    if (this.countOf(event) > 0) {
      return facts.sampledEvents?.has(bareName(event)) === true ? 'sampled' : 'recorded';
    }
    if (facts.holdsCounters === true) return 'not-in-format';
    if (listed?.names.has(bareName(event)) === false) return 'not-recorded';
    if (listed === undefined || !isWhole) return 'unknown';
    return listed.areEnabled ? 'none-happened' : 'none-seen';
  }

  /** How many events came without their fields. */
  bareOf(event: string): number {
    const seen = this.byName.get(bareName(event));
    return seen === undefined ? 0 : seen.count - seen.told;
  }

  /** Those of the fields that its events came without. */
  fieldsLacking(event: string, fields: readonly string[]): readonly string[] {
    const seen = this.byName.get(bareName(event));
    return seen === undefined ? [] : fields.filter((field) => !seen.fields.has(field));
  }
}

function bareName(event: string): string {
  return event.slice(event.indexOf(':') + 1);
}
