import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { lowWords } from '../../events/fields';

/** Fields that this analysis needs: whoever reads a part of a trace should keep them. */
export const GUEST_IDLE_FIELDS: readonly string[] = ['state'];

/** `state` of a cpu_idle event that ends a guest's idling (PWR_EVENT_EXIT of include/trace/events/power.h). */
const LEAVES_IDLE = 0xffffffff;

/** How one guest CPU idled, as its own kernel recorded it: power:cpu_idle in the guest. */
export interface GuestIdle {
  /** Its first and last event of any kind. */
  readonly firstNs: number;
  lastNs: number;
  idleNs: number;
  /** Periods whose begin and end were recorded. */
  periods: number;
  /** When the present one began; -1: none is going on. */
  sinceNs: number;
}

/** What guests say themselves of their idling, in one forward pass over their own recordings. */
export class GuestIdlePass implements EventPass {
  /** By guest's recording, then by its CPU. */
  private readonly cpus: (GuestIdle | undefined)[][] = [];

  /** `guests`: numbers of the recordings that were made in guests. */
  constructor(private readonly guests: readonly number[]) {
    for (const source of guests) this.cpus[source] = [];
  }

  add(block: EventBlock, { kinds, streams }: TraceSoFar): void {
    if (this.guests.length === 0) return;
    const states = kinds.map((kind) =>
      kind.name === 'cpu_idle' && this.guests.includes(kind.source)
        ? lowWords(block, kind, 'state')
        : undefined,
    );
    for (let at = 0; at < block.length; at++) {
      const { source, hostCpu } = streams[block.stream[at]!]!;
      const cpus = this.cpus[source];
      if (cpus === undefined || hostCpu < 0) continue;
      const atNs = block.time[at]!;
      const idle = (cpus[hostCpu] ??= newIdle(atNs));
      idle.lastNs = atNs;
      const detail = block.detail[at]!;
      const state = detail === NO_DETAIL ? undefined : states[block.kind[at]!]?.[detail];
      if (state !== undefined) take(idle, state, atNs);
    }
  }

  of(source: number, cpu: number): GuestIdle | undefined {
    return this.cpus[source]?.[cpu];
  }
}

function newIdle(firstNs: number): GuestIdle {
  return { firstNs, lastNs: firstNs, idleNs: 0, periods: 0, sinceNs: -1 };
}

function take(idle: GuestIdle, state: number, atNs: number): void {
  if (state !== LEAVES_IDLE) idle.sinceNs = atNs;
  else if (idle.sinceNs >= 0) {
    idle.idleNs += atNs - idle.sinceNs;
    idle.periods++;
    idle.sinceNs = -1;
  }
}
