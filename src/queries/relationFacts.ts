import type { GuestLane } from '../analyses/guestClock/GuestLane';
import { namesAbsentHost } from '../ingest/relateClocks';
import type { RelationFacts, GuestCpuFacts } from '../protocol/facts';
import { guestVms } from './guestVms';
import type { GuestVmsInput } from './guestVms';

/** By recording: how its clock was related to the others', and how its events fit. */
export function relationFacts(input: GuestVmsInput): readonly RelationFacts[] {
  const vms = guestVms(input);
  const recordings = input.sources.map(({ recording }) => recording);
  return input.sources.map(({ recording, relation }, source) => {
    const { kind, shiftNs, guestOf } = relation;
    const vm = vms[source];
    return {
      kind,
      shiftNs: shiftNs.toString(),
      samples: kind === 'recorded' ? samplesOf(recording) : null,
      guestOf: guestOf ?? null,
      vm: vm ?? null,
      ...(namesAbsentHost(recording, recordings) && { namesAbsentHost: true }),
      guestCpus: vm === undefined || kind === 'unknown' ? [] : guestCpus(input, source, vm),
    };
  });
}

function samplesOf({
  pairing,
  clock,
}: GuestVmsInput['sources'][number]['recording']): RelationFacts['samples'] {
  const offsets = pairing?.recorded?.offsets.flat() ?? [];
  if (offsets.length === 0) return null;
  const least = offsets.reduce((a, b) => (b < a ? b : a));
  const most = offsets.reduce((a, b) => (b > a ? b : a));
  const unit = clock.conversion === 'none' ? clock.unit : 'cycles';
  return { count: offsets.length, spread: (most - least).toString(), unit };
}

function guestCpus(
  { directory, lanes }: GuestVmsInput,
  source: number,
  vm: number,
): readonly GuestCpuFacts[] {
  const bindings = new Set(directory.vms[vm]!.bindings);
  return lanes
    .filter((lane) => lane.source === source && bindings.has(lane.binding))
    .sort((a, b) => a.cpu - b.cpu || a.binding - b.binding)
    .map((lane) => guestCpuFacts(lane, directory.bindings.all[lane.binding]!.tid));
}

function guestCpuFacts(lane: GuestLane, tid: number): GuestCpuFacts {
  const { cpu, events, outside, untold, slack } = lane;
  const best = lane.fit.best();
  return {
    vcpu: cpu,
    tid,
    events,
    outside,
    untold,
    slack: Number.isFinite(slack.fromNs) ? slack : null,
    best: best === undefined ? null : { fromNs: best.fromNs, toNs: best.toNs, outside: best.left },
    drift: lane.drift ?? null,
  };
}
