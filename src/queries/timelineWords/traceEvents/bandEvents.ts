import { vcpuName } from '../../findings/phrases';
import type { AskedRange } from '../AskedRange';
import type { Bands, Stretch } from '../Bands';
import type { WordsSource } from '../WordsSource';
import { vcpuLaneKey, vcpuOfKey } from '../../../protocol/laneKeys';
import type { TimelineLane } from '../../../protocol/timeline';
import { VCPU_STATES } from '../../../vcpu/states/VcpuState';
import type { VcpuRef } from '../../../vcpu/VcpuDirectory';
import { stateOf } from '../rangeStates';
import type { Track } from './TraceEvent';
import { traceEventText } from './TraceEvent';

/** What a vCPU did in a range, without gaps. */
export function* stateEvents(
  bands: Bands,
  of: VcpuRef,
  range: AskedRange,
  track: Track,
): Generator<string> {
  let { fromNs } = range;
  const key = vcpuLaneKey(of, 'state');
  for (const stretch of clipped(bands, key, range)) {
    if (stretch.fromNs > fromNs) yield stateEvent(track, 'unknown', fromNs, stretch.fromNs);
    yield stateEvent(track, stretch.category, stretch.fromNs, stretch.toNs);
    fromNs = stretch.toNs;
  }
  if (fromNs < range.toNs) yield stateEvent(track, 'unknown', fromNs, range.toNs);
}

function stateEvent(track: Track, category: string, fromNs: number, toNs: number): string {
  const exitClass = category.split(':')[1];
  return traceEventText(track, {
    ph: 'X',
    cat: 'state',
    name: VCPU_STATES[stateOf(category)]!,
    atNs: fromNs,
    lengthNs: toNs - fromNs,
    ...(exitClass !== undefined && { args: { class: exitClass } }),
  });
}

/** Who ran on a host CPU in a range; idle and unknown time is left blank. */
export function* hostCpuEvents(
  source: WordsSource,
  lane: TimelineLane,
  range: AskedRange,
  track: Track,
): Generator<string> {
  const { bands, pages } = source;
  for (const { category, tid, fromNs, toNs } of clipped(bands, lane.key, range)) {
    if (category === 'idle' || category === 'unknown') continue;
    const vcpu = vcpuOfKey(category);
    const isKnown = tid !== undefined && tid > 0;
    const name =
      vcpu !== undefined
        ? vcpuName(vcpu.vm, vcpu.vcpu)
        : isKnown
          ? pages.context.threadName(lane.source ?? 0, tid, fromNs)
          : category;
    const lengthNs = toNs - fromNs;
    const args = isKnown ? { args: { tid } } : {};
    yield traceEventText(track, { ph: 'X', cat: 'sched', name, atNs: fromNs, lengthNs, ...args });
  }
}

function* clipped(bands: Bands, key: string, range: AskedRange): Generator<Stretch> {
  for (const stretch of bands.between(key, range.fromNs, range.toNs)) {
    const fromNs = Math.max(stretch.fromNs, range.fromNs);
    const toNs = Math.min(stretch.toNs, range.toNs);
    if (toNs > fromNs) yield { ...stretch, fromNs, toNs };
  }
}
