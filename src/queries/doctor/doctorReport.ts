import type { WakersPass } from '../../analyses/wakers/WakersPass';
import type { EventKind } from '../../events/EventTable';
import type { RecordingFacts } from '../../ingest/Recording';
import type { DoctorReport, RecordingCoverage } from '../../protocol/doctor';
import type { TraceFacts } from '../../protocol/facts';
import { formatText } from '../../protocol/formatText';
import type { ExitRow } from '../../protocol/ExitRow';
import { analysisNeeds } from './analysisNeeds';
import { EventsSeen } from './EventsSeen';
import { judgeAnalysis } from './judgeAnalysis';
import { recordCommands } from './recordCommands';
import { recordingFindings } from './recordingFindings';

/** What the verdicts are made of: the session as far as it was read. */
export interface DoctorInput {
  readonly facts: TraceFacts;
  /** By recording. */
  readonly recordings: readonly RecordingFacts[];
  readonly kinds: readonly EventKind[];
  readonly countOf: (kind: EventKind) => number;
  /** Those of them whose fields are told. */
  readonly toldOf: (kind: EventKind) => number;
  readonly exits: readonly ExitRow[];
  readonly wakers: WakersPass;
  /** Everything of every recording was read. */
  readonly isWhole: boolean;
}

/** Says of each recording what was recorded, what that allows, and how to record what is missing. */
export function doctorReport(input: DoctorInput): DoctorReport {
  return { recordings: input.recordings.map((_, source) => recordingCoverage(input, source)) };
}

function recordingCoverage(input: DoctorInput, source: number): RecordingCoverage {
  const { facts, recordings, kinds, countOf, toldOf, isWhole } = input;
  const own = facts.sources[source]!;
  const recording = recordings[source]!;
  const isGuest = own.relation.guestOf !== null;
  const ownKinds = kinds.filter((kind) => kind.source === source);
  const seen = new EventsSeen({ facts: recording, kinds: ownKinds, countOf, toldOf, isWhole });
  const vms = facts.vms.filter((vm) => vm.source === source);
  const lost = lostOf(facts, source);
  const limits = { hasLosses: lost.gaps > 0, isSvm: isSvm(input, source) };
  const analyses = isGuest
    ? []
    : analysisNeeds.map((needs) => ({ needs, found: judgeAnalysis(needs, seen, limits) }));
  const events = isGuest ? [] : usedEvents(seen);
  const poor = analyses.filter(({ found }) => found.verdict !== 'full');
  return {
    path: own.path,
    format: formatText(own),
    role: isGuest ? 'guest' : 'host',
    analyses: analyses.map(({ found }) => found),
    events,
    findings: recordingFindings({
      source: own,
      sampled: events.flatMap(({ event, state }) => (state === 'sampled' ? [event] : [])),
      bare: events.flatMap(({ event, count }) => {
        const bare = seen.bareOf(event);
        return bare === 0 ? [] : [{ event, count, bare }];
      }),
      lost,
      wakers: input.wakers.ofSource(source),
      vcpuTids: new Set(vms.flatMap(({ vcpus }) => vcpus.flatMap(({ tid }) => tid ?? []))),
      isWhole,
      holdsCounters: recording.holdsCounters === true,
    }),
    commands: recordCommands({
      goals: new Set(poor.map(({ needs }) => needs.goal)),
      hasLosses: limits.hasLosses,
      kernel: own.kernel,
      withGuest: !isGuest && hasGuest(input, source),
    }),
  };
}

/** Every tracepoint that some analysis can use, in the order they are first named. */
function usedEvents(seen: EventsSeen): RecordingCoverage['events'] {
  const uses = analysisNeeds.flatMap(({ needed, improving }) => [...needed.flat(), ...improving]);
  const events = new Set(uses.map(({ event }) => event));
  return [...events].map((event) => ({
    event,
    state: seen.stateOf(event),
    count: seen.countOf(event),
  }));
}

function lostOf({ lost }: TraceFacts, source: number): { gaps: number; events: number } {
  const own = lost.filter((gap) => gap.source === source);
  return { gaps: own.length, events: own.reduce((sum, { count }) => sum + (count ?? 0), 0) };
}

function isSvm({ facts, exits }: DoctorInput, source: number): boolean {
  return exits.some(({ vm, isa }) => isa === 'svm' && facts.vms[vm]?.source === source);
}

/** A guest was recorded with it, whether its recording is open or not. */
function hasGuest({ facts, recordings }: DoctorInput, source: number): boolean {
  const isHost = facts.sources.some(({ relation }) => relation.guestOf === source);
  return isHost || recordings[source]!.guests.length > 0;
}
