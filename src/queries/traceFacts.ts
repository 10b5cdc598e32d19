import type { TraceDatFile } from '../formats/tracedat/TraceDatFile';
import type { TraceReader } from '../ingest/TraceReader';
import type { DiagnosticFacts, SourceFacts, TraceFacts, VmFacts } from '../protocol/facts';
import type { TracePart } from '../protocol/TracePart';
import type { VcpuDirectory } from '../vcpu/VcpuDirectory';

/** Everything a trace says about itself, as far as it was read. */
export interface FactsInput {
  readonly path: string;
  readonly fileBytes: number;
  readonly file: TraceDatFile;
  readonly reader: TraceReader;
  readonly directory: VcpuDirectory;
  readonly commOf: (tid: number) => string | undefined;
  readonly part?: TracePart | undefined;
}

export function traceFacts(input: FactsInput): TraceFacts {
  const { file, reader } = input;
  const counts = new Map<string, number>();
  for (const kind of reader.kinds) {
    counts.set(kind.name, (counts.get(kind.name) ?? 0) + reader.counts[kind.index]!);
  }
  const eventCounts = [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return {
    sources: [sourceFacts(input)],
    t0Ns: reader.hasEvents ? reader.t0.toString() : null,
    fromNs: reader.fromNs,
    durationNs: reader.lastNs - reader.fromNs,
    part: input.part ?? null,
    events: reader.counts.reduce((sum, count) => sum + count, 0),
    eventCounts,
    lostEvents: reader.lost.reduce((sum, lost) => sum + (lost.count ?? 0), 0),
    lost: reader.lost.map(({ hostCpu, fromNs, toNs, count }) => ({ hostCpu, fromNs, toNs, count })),
    lostGaps: reader.lost.length,
    unsizedGaps: reader.lost.filter(({ count }) => count === null).length,
    vms: vmFacts(input),
    diagnostics: [
      ...file.diagnostics,
      ...reader.diagnostics,
      ...lossDiagnostics(input),
      ...overrunDiagnostics(file),
      ...vmDiagnostics(input),
    ],
  };
}

function sourceFacts({ path, fileBytes, file, reader }: FactsInput): SourceFacts {
  const hostCpus = new Set(reader.streams.map((stream) => stream.hostCpu));
  return {
    path,
    format: 'trace.dat',
    version: String(file.version),
    compression: file.compression ?? null,
    clock: {
      name: reader.clock.name ?? null,
      unit: reader.clock.unit,
      conversion: reader.clock.conversion,
    },
    kernel: file.options.uname?.split(' ')[2] ?? null,
    hostCpus: Math.max(hostCpus.size, cpusWithStatistics(file)) || null,
    fileBytes,
  };
}

/** Each instance has statistics of every CPU, and a heading of its own. */
function cpusWithStatistics(file: TraceDatFile): number {
  const cpus = file.options.cpuStats.map((text) => /^CPU: (\d+)/m.exec(text)?.[1]);
  return new Set(cpus.filter((cpu) => cpu !== undefined)).size;
}

function vmFacts({ directory, commOf }: FactsInput): VmFacts[] {
  const refs = directory.refs();
  return directory.vms.vms.map((group, vm) => ({
    vm,
    pid: null, // A trace.dat holds thread ids only.
    name: group.name ?? null,
    vcpus: group.bindings.map((index) => {
      const { tid } = directory.bindings.all[index]!;
      return { vcpu: refs[index]!.vcpu, tid, comm: commOf(tid) ?? null };
    }),
  }));
}

function lossDiagnostics({ reader }: FactsInput): DiagnosticFacts[] {
  if (reader.lost.length === 0) return [];
  const known = reader.lost.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const unknown = reader.lost.filter(({ count }) => count === null).length;
  const cpus = [...new Set(reader.lost.map(({ hostCpu }) => hostCpu))].sort((a, b) => a - b);
  const more = unknown === 0 ? '' : `, and at ${unknown} places an unknown number`;
  const message = `${known} events were lost${more} on host CPU ${cpus.join(', ')}: the buffers were too small or the recorder too slow (trace-cmd record -b). Times across a loss are not counted.`;
  return [{ severity: 'warning', code: 'lost-events', message, offset: null }];
}

/** The recorder's own statistics know of events that no sub-buffer tells of: overwritten before it read them. */
function overrunDiagnostics(file: TraceDatFile): DiagnosticFacts[] {
  const total = (name: string): number =>
    file.options.cpuStats.reduce((sum, text) => {
      const match = new RegExp(`^${name}: (\\d+)`, 'm').exec(text);
      return sum + Number(match?.[1] ?? 0);
    }, 0);
  const overrun = total('overrun') + total('commit overrun');
  const dropped = total('dropped events');
  if (overrun + dropped === 0) return [];
  const message = `The recorder's statistics count ${overrun} overwritten and ${dropped} dropped events. Where sub-buffers tell their place they are listed as lost events; the others lie before the first event or are not placed.`;
  return [{ severity: 'info', code: 'overrun', message, offset: null }];
}

function vmDiagnostics({ directory }: FactsInput): DiagnosticFacts[] {
  if (!directory.vms.guessed) return [];
  const message =
    'Several threads run the same vCPU id, and nothing recorded tells all of their VMs apart: some threads were grouped by thread id alone. Record sched:sched_waking to tell them apart.';
  return [{ severity: 'info', code: 'vms-guessed', message, offset: null }];
}
