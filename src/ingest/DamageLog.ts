import { hex } from '../base/hex';
import type { EventKind, EventStream } from '../events/EventTable';
import type { Diagnostic } from '../formats/Diagnostic';
import type { PageDamage } from '../formats/ringbuffer/PageDecoder';

/** Diagnostics of one kind beyond this many only add to a count: a broken disk breaks thousands. */
const MOST_DIAGNOSTICS = 200;

interface Tally {
  count: number;
  firstAt: number;
}

/** What the builder counted that a user should know. */
export interface BuildCounts {
  readonly kinds: readonly EventKind[];
  readonly counts: readonly number[];
  readonly shortRecords: readonly number[];
  readonly backwards: { readonly events: number; readonly mostNs: number };
}

/** Collects damage while events are read: one entry a kind of damage and stream, with its count. */
export class DamageLog {
  private readonly single: Diagnostic[] = [];
  private dropped = 0;
  private readonly pages = new Map<string, Tally>();

  constructor(private readonly streams: readonly EventStream[]) {}

  add(diagnostic: Diagnostic): void {
    if (this.single.length < MOST_DIAGNOSTICS) this.single.push(diagnostic);
    else this.dropped++;
  }

  /** A sub-buffer that was not read whole; `at` is its byte in the stream's uncompressed data. */
  page(stream: number, damage: PageDamage | 'empty', at: number): void {
    const key = `${stream} ${damage}`;
    const tally = this.pages.get(key);
    if (tally === undefined) this.pages.set(key, { count: 1, firstAt: at });
    else tally.count++;
  }

  diagnostics(built: BuildCounts, unit: 'ns' | 'cycles'): readonly Diagnostic[] {
    const all = [...this.single];
    if (this.dropped > 0) {
      all.push(warning('more-damage', `${this.dropped} further places are damaged alike.`));
    }
    for (const [key, tally] of this.pages) {
      const [stream, damage] = key.split(' ');
      all.push(pageDiagnostic(this.streams[Number(stream)]!, damage!, tally));
    }
    for (const kind of built.kinds) {
      const count = built.counts[kind.index]!;
      const short = built.shortRecords[kind.index]!;
      if (kind.format === undefined) {
        const text = `${count} records have the event number of no format in the file (${kind.name}). They are listed undecoded.`;
        all.push(warning('unknown-tracepoint', text));
      }
      if (short > 0) {
        const text = `${short} records of ${kind.name} are shorter than their own format. Their fields are shown as not recorded.`;
        all.push(warning('undecodable-records', text));
      }
    }
    const { events, mostNs } = built.backwards;
    if (events > 0) {
      const text = `${events} events lie up to ${mostNs} ${unit} before the event recorded before them on the same CPU. They are shown at that event's time: times near them are not exact.`;
      all.push(warning('time-went-backwards', text));
    }
    return all;
  }
}

function pageDiagnostic(stream: EventStream, damage: string, tally: Tally): Diagnostic {
  const { count, firstAt } = tally;
  const where = `CPU ${stream.hostCpu} data, first at byte ${hex(firstAt)} of its sub-buffers`;
  if (damage === 'empty') {
    const text = `${where}: ${count} sub-buffers were never written (zeros). Events may be missing there; a sparse copy or a crash leaves such holes.`;
    return warning('empty-sub-buffer', text);
  }
  const what =
    damage === 'commit-past-page'
      ? 'say they hold more than fits and were left out'
      : 'end inside an event; the events before it are shown';
  return warning(
    'damaged-sub-buffer',
    `${where}: ${count} sub-buffers ${what}. Copy the file again.`,
  );
}

function warning(code: string, message: string): Diagnostic {
  return { severity: 'warning', code, message, offset: null };
}
