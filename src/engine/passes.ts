import { ExitsPass } from '../analyses/exits/ExitsPass';
import { FaultsPass } from '../analyses/faults/FaultsPass';
import { GuestClockPass } from '../analyses/guestClock/GuestClockPass';
import type { GuestRecording } from '../analyses/guestClock/GuestClockPass';
import { GuestIdlePass } from '../analyses/guestIdle/GuestIdlePass';
import { HotspotsPass } from '../analyses/hotspots/HotspotsPass';
import { IdlePass } from '../analyses/idle/IdlePass';
import { ProfilePass } from '../analyses/profile/ProfilePass';
import { TimelinePass } from '../analyses/timeline/TimelinePass';
import { WakersPass } from '../analyses/wakers/WakersPass';
import { StreamRows } from '../events/StreamRows';
import { namedGuestTids } from '../ingest/namedGuestTids';
import type { StateObserver } from '../vcpu/states/Segments';
import { StatesPass } from '../vcpu/states/StatesPass';
import { VcpuDirectory } from '../vcpu/VcpuDirectory';
import type { OpenTrace } from './OpenTrace';
import type { SourceFile } from './SourceFile';

/** Who runs what in a trace, and whether its recordings' clocks agree. */
export interface IdentityPasses {
  /** Comes first: the others ask its bindings of the block that it took in just before. */
  readonly directory: VcpuDirectory;
  readonly guestClock: GuestClockPass;
}

/** How long exits took, and who woke whom. */
export interface ExitPasses extends IdentityPasses {
  readonly exits: ExitsPass;
  readonly wakers: WakersPass;
}

/** Where in the guests exits happen. */
export interface HotPasses extends IdentityPasses {
  readonly hotspots: HotspotsPass;
}

/** The same, with where they idle and which of their stores fault. */
export interface HotCausePasses extends HotPasses, IdlePasses {}

/** Where vCPUs' time went, why they were idle and why their accesses faulted. */
export interface IdlePasses extends IdentityPasses {
  readonly states: StatesPass;
  readonly idle: IdlePass;
  readonly faults: FaultsPass;
  readonly guestIdle: GuestIdlePass;
  readonly streamRows: StreamRows;
}

/** What a run is for a comparison. */
export interface ProfilePasses extends HotCausePasses {
  /** Comes before the states: these tell it what they find. */
  readonly profile: ProfilePass;
}

/** What the views of an editor ask of a trace beside its rows. */
export interface SessionPasses extends ExitPasses, IdlePasses, HotPasses {
  /** Comes before the states: these tell it what they find of the block that it took in just before. */
  readonly timeline: TimelinePass;
}

export function identityPasses({ sources }: OpenTrace): IdentityPasses {
  const directory = new VcpuDirectory(
    sources.map(({ recording }) => ({
      guests: recording.facts.guests,
      namedVcpus: recording.namedVcpus,
      commOf: (tid, timeNs) => recording.commOf(tid, timeNs),
      pidOf: (tid) => recording.pidOf(tid),
    })),
  );
  const guestClock = new GuestClockPass(guestRecordings(sources), directory.bindings);
  return { directory, guestClock };
}

/** `fromNs`: where the part of the trace begins that is read. */
export function exitPasses(trace: OpenTrace, fromNs: number): ExitPasses {
  const identity = identityPasses(trace);
  return { ...identity, ...exitsOf(identity, fromNs) };
}

export function hotPasses(trace: OpenTrace): HotPasses {
  const identity = identityPasses(trace);
  return { ...identity, hotspots: new HotspotsPass(identity.directory.bindings) };
}

export function hotCausePasses(trace: OpenTrace): HotCausePasses {
  const passes = idlePasses(trace, 0);
  return { ...passes, hotspots: new HotspotsPass(passes.directory.bindings) };
}

/** `fromNs`: where the part of the trace begins that is read. */
export function idlePasses(trace: OpenTrace, fromNs: number): IdlePasses {
  const identity = identityPasses(trace);
  return { ...identity, ...idlingOf(identity, trace, fromNs) };
}

/** `fromNs`: where the part of the trace begins that is read. */
export function profilePasses(trace: OpenTrace, fromNs: number): ProfilePasses {
  const identity = identityPasses(trace);
  const { bindings } = identity.directory;
  const profile = new ProfilePass(bindings);
  return {
    ...identity,
    profile,
    ...idlingOf(identity, trace, fromNs, profile.states.observe),
    hotspots: new HotspotsPass(bindings),
  };
}

/** `fromNs`: where the part of the trace begins that is read. */
export function sessionPasses(trace: OpenTrace, fromNs: number): SessionPasses {
  const identity = identityPasses(trace);
  const timeline = new TimelinePass(identity.directory.bindings, {
    fromNs,
    isGuest: (source) => trace.sources[source]?.relation.guestOf !== undefined,
  });
  return {
    ...identity,
    timeline,
    ...idlingOf(identity, trace, fromNs, timeline.observe),
    ...exitsOf(identity, fromNs),
    hotspots: new HotspotsPass(identity.directory.bindings),
  };
}

function exitsOf(
  { directory }: IdentityPasses,
  fromNs: number,
): Omit<ExitPasses, keyof IdentityPasses> {
  return { exits: new ExitsPass(directory.bindings, fromNs), wakers: new WakersPass() };
}

function idlingOf(
  { directory: { bindings } }: IdentityPasses,
  trace: OpenTrace,
  fromNs: number,
  observe?: (source: number, tid: number) => StateObserver,
): Omit<IdlePasses, keyof IdentityPasses> {
  const wasAskedFor = (source: number, event: string): boolean | undefined =>
    trace.wasAskedFor(source, 'kvm', event);
  return {
    states: new StatesPass(
      bindings,
      fromNs,
      { parameters: trace.parameters, wasAskedFor },
      observe,
    ),
    idle: new IdlePass(bindings, {
      parameters: trace.parameters,
      wasAskedFor,
      clockOf: (source) => trace.sources[source]?.recording.clock.name,
    }),
    faults: new FaultsPass(bindings, trace.parameters, fromNs),
    guestIdle: new GuestIdlePass(
      trace.sources.flatMap(({ relation }, source) =>
        relation.guestOf === undefined ? [] : [source],
      ),
    ),
    streamRows: new StreamRows(),
  };
}

function guestRecordings(sources: readonly SourceFile[]): readonly GuestRecording[] {
  return sources.flatMap(({ recording, relation: { guestOf } }, source) => {
    if (guestOf === undefined) return [];
    const tids = namedGuestTids(recording, sources[guestOf]!.recording);
    return [{ source, host: guestOf, tids }];
  });
}
