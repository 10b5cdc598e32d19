import { NO_HOST_CPU } from '../events/EventTable';
import type { EventReader } from '../ingest/EventReader';
import type {
  DiagnosticFacts,
  RelationFacts,
  SourceFacts,
  TraceFacts,
  VmFacts,
} from '../protocol/facts';
import type { TracePart } from '../protocol/TracePart';
import { clockDiagnostics } from './clockDiagnostics';
import type { GuestVmsInput } from './guestVms';
import { recordedNumber } from './recordedNumber';
import { relationFacts } from './relationFacts';
import { twiceRecorded } from './twiceRecorded';

/** Everything a trace says about itself, as far as it was read. */
export interface FactsInput extends GuestVmsInput {
  readonly sources: readonly (GuestVmsInput['sources'][number] & {
    readonly path: string;
    readonly bytes: number;
  })[];
  readonly reader: EventReader;
  readonly part?: TracePart | undefined;
}

export function traceFacts(input: FactsInput): TraceFacts {
  const { reader } = input;
  const counts = new Map<string, number>();
  for (const kind of reader.kinds) {
    counts.set(kind.name, (counts.get(kind.name) ?? 0) + reader.countOf(kind));
  }
  const eventCounts = [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const relations = relationFacts(input);
  const sources = input.sources.map((source, index) => sourceFacts(source, relations[index]!));
  const vms = vmFacts(input);
  return {
    sources,
    t0Ns: reader.t0?.toString() ?? null,
    fromNs: reader.fromNs,
    durationNs: reader.lastNs - reader.fromNs,
    part: input.part ?? null,
    events: reader.kinds.reduce((sum, kind) => sum + reader.countOf(kind), 0),
    eventCounts,
    lostEvents: reader.lost.reduce((sum, lost) => sum + (lost.count ?? 0), 0),
    lost: reader.lost.map(({ stream, hostCpu, fromNs, toNs, count }) => ({
      source: reader.streams[stream]!.source,
      ...{ hostCpu: recordedNumber(hostCpu), fromNs, toNs, count },
    })),
    lostGaps: reader.lost.length,
    unsizedGaps: reader.lost.filter(({ count }) => count === null).length,
    vms,
    diagnostics: [
      ...recordingDiagnostics(input),
      ...clockDiagnostics(sources, (source, other) => overlap(reader, source, other)),
      ...twiceRecorded(sources, vms, (source, other) => overlap(reader, source, other)),
      ...vmDiagnostics(input),
    ],
  };
}

/** Whether two recordings have a time in common. */
function overlap(reader: EventReader, source: number, other: number): boolean {
  const [a, b] = [reader.spanOf(source), reader.spanOf(other)];
  return a !== undefined && b !== undefined && a.fromNs <= b.toNs && b.fromNs <= a.toNs;
}

function sourceFacts(
  { path, bytes, recording }: FactsInput['sources'][number],
  relation: RelationFacts,
): SourceFacts {
  const { facts, clock } = recording;
  const { name, unit, conversion } = clock;
  return {
    path,
    format: facts.format,
    version: facts.version ?? null,
    compression: facts.compression ?? null,
    clock: { name: name ?? null, unit, conversion },
    kernel: facts.kernel ?? null,
    hostCpus: facts.hostCpus ?? null,
    fileBytes: bytes,
    relation,
    ...(facts.lacksFlags === true && { lacksFlags: true }),
    ...(facts.namedTable && { namedTable: facts.namedTable }),
  };
}

function vmFacts({ directory, sources }: FactsInput): VmFacts[] {
  const refs = directory.refs();
  return directory.vms.map((group, vm) => ({
    vm,
    source: group.source,
    pid: group.pid ?? null,
    name: group.name ?? null,
    vcpus: group.bindings.map((index) => {
      const { tid, fromNs } = directory.bindings.all[index]!;
      const comm = sources[group.source]?.recording.commOf(tid, fromNs) ?? null;
      return { vcpu: refs[index]!.vcpu, tid: recordedNumber(tid), comm };
    }),
  }));
}

function recordingDiagnostics({ sources, reader }: FactsInput): DiagnosticFacts[] {
  return [
    ...sources.flatMap(({ recording }, source) => [
      ...recording.diagnostics.map((diagnostic) => ({ source, ...diagnostic })),
      ...lossDiagnostics(reader, source),
    ]),
    ...reader.diagnostics.map((diagnostic) => ({ source: null, ...diagnostic })),
  ];
}

function lossDiagnostics({ lost, streams }: EventReader, source: number): DiagnosticFacts[] {
  const own = lost.filter(({ stream }) => streams[stream]!.source === source);
  if (own.length === 0) return [];
  const known = own.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const unknown = own.filter(({ count }) => count === null).length;
  const cpus = [...new Set(own.map(({ hostCpu }) => hostCpu))].sort((a, b) => a - b);
  const named = cpus.filter((hostCpu) => hostCpu !== NO_HOST_CPU);
  const where = named.length === 0 ? '' : ` on host CPU ${named.join(', ')}`;
  const more = unknown === 0 ? '' : `, and at ${unknown} places an unknown number`;
  const what =
    known === 0
      ? `At ${unknown} places events are missing, an unknown number`
      : `${known} events were lost${more}`;
  const damage = unknown === 0 ? '' : ', or the file is damaged there';
  const message = `${what}${where}: the buffers were too small or the recorder too slow (trace-cmd record -b, perf record -m)${damage}. Times across a loss are not counted.`;
  return [{ source, severity: 'warning', code: 'lost-events', message, offset: null }];
}

function vmDiagnostics({ directory }: FactsInput): DiagnosticFacts[] {
  if (!directory.guessed) return [];
  const message =
    'Several threads run the same vCPU id, and nothing recorded tells all of their VMs apart: some threads were grouped by thread id alone. Record sched:sched_waking to tell them apart.';
  return [{ source: null, severity: 'info', code: 'vms-guessed', message, offset: null }];
}
