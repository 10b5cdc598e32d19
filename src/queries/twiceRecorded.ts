import { baseName } from '../base/baseName';
import type { DiagnosticFacts, SourceFacts, VcpuFacts, VmFacts } from '../protocol/facts';

const MOST_NAMED = 4;

/**
 * Says of two recordings of a session that the same threads run the same vCPUs in both at one time:
 * they are of one host, or one file named twice. `overlap`: whether two of them have a time in common.
 */
export function twiceRecorded(
  sources: readonly SourceFacts[],
  vms: readonly VmFacts[],
  overlap: (source: number, other: number) => boolean,
): DiagnosticFacts[] {
  const threads = sources.map((_, source) => vcpuThreads(vms, source));
  return sources.flatMap(({ path, relation }, source) => {
    // Where nothing relates the clocks, that times overlap says nothing.
    if (relation.kind === 'unknown') return [];
    const other = threads.findIndex(
      (earlier, index) =>
        index < source &&
        sources[index]!.relation.kind !== 'unknown' &&
        overlap(index, source) &&
        common(earlier, threads[source]!).length > 0,
    );
    if (other < 0) return [];
    const same = common(threads[other]!, threads[source]!);
    const named = same.slice(0, MOST_NAMED).join(', ');
    const more = same.length > MOST_NAMED ? ' and others' : '';
    const message = `${baseName(sources[other]!.path)} and ${baseName(path)} hold the same vCPU threads at the same time (${named}${more}): they are of one host, or one file twice. Its VM is listed twice, and exits and other events that both hold are counted twice. Leave one out.`;
    return [
      { source, severity: 'warning' as const, code: 'recorded-twice', message, offset: null },
    ];
  });
}

function vcpuThreads(vms: readonly VmFacts[], source: number): readonly VcpuFacts[] {
  return vms.filter((vm) => vm.source === source).flatMap(({ vcpus }) => vcpus);
}

/** Threads whose number is not recorded cannot be told to be the same. */
function common(some: readonly VcpuFacts[], others: readonly VcpuFacts[]): readonly string[] {
  return some.flatMap(({ vcpu, tid }) =>
    tid !== null && others.some((of) => of.vcpu === vcpu && of.tid === tid)
      ? [`vCPU ${vcpu} = thread ${tid}`]
      : [],
  );
}
