import { Runner } from '../../analyses/timeline/HostCpuRun';
import type { TimelinePass } from '../../analyses/timeline/TimelinePass';
import { Lane, noPlace } from './Lane';
import type { LaneVcpu } from './vcpusOf';

/** Categories that a byte holds. */
const MOST_NAMES = 256;
const OTHER_VCPU = 'other vCPU';

/** What host CPUs ran, and which of it a runner is. */
export interface RunnerCategories {
  readonly names: readonly string[];
  readonly indexOf: (runner: number) => number;
}

/** Idle, other threads, unknown, then each vCPU; of very many, the last ones together. */
export function runnerCategories(vcpus: readonly LaneVcpu[]): RunnerCategories {
  const fixed = ['idle', 'other', 'unknown'];
  const room = MOST_NAMES - fixed.length;
  const named = vcpus.length > room ? vcpus.slice(0, room - 1) : vcpus;
  const isCut = named.length < vcpus.length;
  const names = [...fixed, ...named.map(({ name }) => name), ...(isCut ? [OTHER_VCPU] : [])];
  const ofBinding: number[] = [];
  vcpus.forEach(({ bindings }, at) => {
    for (const binding of bindings)
      ofBinding[binding] = Math.min(fixed.length + at, names.length - 1);
  });
  const indexOf = (runner: number): number => {
    if (runner < Runner.otherVcpu) return runner;
    if (runner === Runner.otherVcpu) return isCut ? names.length - 1 : Runner.other;
    // A thread that only its run loop shows, not which vCPU it runs.
    return ofBinding[runner - Runner.firstVcpu] ?? Runner.other;
  };
  return { names, indexOf };
}

/** By recording and host CPU; the keys of the first recording's do not name it. */
export function hostCpuLanes(
  { hostCpus }: TimelinePass,
  { indexOf }: RunnerCategories,
): readonly Lane[] {
  const runs = [...hostCpus.all].sort((a, b) => a.source - b.source || a.hostCpu - b.hostCpu);
  const first = runs[0]?.source;
  return runs.map((run) => {
    const { source, hostCpu, spans } = run;
    const isFirst = source === first;
    const facts = {
      ...noPlace,
      key: isFirst ? `cpu${hostCpu}` : `recording${source}/cpu${hostCpu}`,
      kind: 'cpu',
      label: isFirst ? `CPU ${hostCpu}` : `CPU ${hostCpu}, recording ${source + 1}`,
      hostCpu,
      source,
    } as const;
    return new Lane(facts, () => ({
      form: 'band',
      spans,
      indexOf,
      tidOf: (index) => run.tidOf(index),
    }));
  });
}
