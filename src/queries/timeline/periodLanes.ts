import type { SpanList } from '../../analyses/timeline/SpanList';
import { vcpuKey } from '../../protocol/laneKeys';
import type { LaterLanes, MarksOf } from './LaterLanes';
import type { ReadTrace } from './ReadTrace';
import { VcpuIdling } from './VcpuIdling';

/** Some ms. */
const PERIODS_A_STEP = 1 << 13;

/** How each vCPU was idle, and when that ended by what; in steps. */
export function* periodLanes(
  trace: ReadTrace,
): Generator<undefined, Pick<LaterLanes, 'strategies' | 'wakes'>> {
  const byBinding: (VcpuIdling | undefined)[] = [];
  const byName = new Map<string, VcpuIdling>();
  let position = 0;
  for (const period of trace.pages.periods.walk()) {
    let of = byBinding[period.binding];
    if (of === undefined) {
      const name = vcpuKey(period);
      of = byName.get(name) ?? new VcpuIdling(trace);
      byName.set(name, of);
      byBinding[period.binding] = of;
    }
    of.add(period, position++);
    if (position % PERIODS_A_STEP === 0) yield undefined;
  }
  const strategies = new Map<string, SpanList>();
  const wakes = new Map<string, MarksOf>();
  for (const [name, of] of byName) {
    strategies.set(name, of.finished());
    wakes.set(name, of.wakes());
    yield undefined;
  }
  return { strategies, wakes };
}
