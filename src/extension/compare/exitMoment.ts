import type { RunVcpu } from '../../protocol/compare';
import type { Asked } from '../language/rowOfEvent';
import type { Moment } from './Moment';

/** Exits that are looked at for one that took about as long as a percentile, and how many at a time. */
const LOOKED_AT = 96;
const A_PAGE = 16;

interface FoundExit extends RunVcpu {
  readonly timeNs: number;
  readonly row: number;
}

/**
 * One of the exits that a filter finds: the one in the middle, since the first ones are of a load that
 * begins, or of some all over the trace the one that took nearest to `nearNs`. undefined: there are none.
 */
export async function exitMoment(
  engine: Asked,
  filter: string,
  nearNs: number | null,
): Promise<Moment | undefined> {
  const { total } = await engine.call('eventPage', { filter, start: 0, count: 0 });
  const exits =
    nearNs === null
      ? await exitsAt(engine, filter, Math.floor(total / 2), 1)
      : await exitsAllOver(engine, filter, total);
  let best: Moment | undefined;
  for (const exit of exits) {
    const moment = await untilEntry(engine, exit);
    if (best === undefined || isNearer(moment, best, nearNs ?? 0)) best = moment;
  }
  return best;
}

async function exitsAllOver(
  engine: Asked,
  filter: string,
  total: number,
): Promise<readonly FoundExit[]> {
  if (total <= LOOKED_AT) return exitsAt(engine, filter, 0, total);
  const pages = LOOKED_AT / A_PAGE;
  const found: FoundExit[] = [];
  for (let page = 0; page < pages; page++) {
    const start = Math.floor(((total - A_PAGE) * page) / (pages - 1));
    found.push(...(await exitsAt(engine, filter, start, A_PAGE)));
  }
  return found;
}

/** Those that are of a vCPU. */
async function exitsAt(
  engine: Asked,
  filter: string,
  start: number,
  count: number,
): Promise<readonly FoundExit[]> {
  const { row, timeNs, vm, vcpu } = await engine.call('eventPage', { filter, start, count });
  return [...row]
    .map((of, at) => ({ row: of, timeNs: timeNs[at]!, vm: vm[at]!, vcpu: vcpu[at]! }))
    .filter((exit) => exit.vcpu >= 0);
}

/** Up to the next entry of the vCPU; no longer than its beginning where none is recorded. */
async function untilEntry(engine: Asked, { row, timeNs, vm, vcpu }: FoundExit): Promise<Moment> {
  const filter = `kvm_entry vm=${vm} vcpu=${vcpu}`;
  const { position } = await engine
    .call('findEvent', { filter, timeNs })
    // A recording without entries does not know the event.
    .catch(() => ({ position: -1 }));
  const entries =
    position < 0
      ? undefined
      : await engine.call('eventPage', { filter, start: position, count: 1 });
  const toNs = entries?.timeNs[0] ?? timeNs;
  return { vm, vcpu, fromNs: timeNs, toNs, timeNs, row, lanes: ['exits', 'state'] };
}

function isNearer(one: Moment, other: Moment, nearNs: number): boolean {
  const distance = ({ fromNs, toNs }: Moment): number => Math.abs(toNs - fromNs - nearNs);
  return distance(one) < distance(other);
}
