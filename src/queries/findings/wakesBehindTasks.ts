import { Durations, summarise } from '../../analyses/exits/Durations';
import type { Finding } from '../../protocol/Finding';
import { wakeLatency } from '../idle/wakeFacts';
import { ByVm } from './ByVm';
import type { Finder, FindingContext, WeighedFinding } from './Finder';
import { counted, grouped, percent } from './phrases';
import { Slowest } from '../../base/Slowest';
import { VcpuSums } from './VcpuSums';

/** Of fewer wakeups the slowest hundredth is a handful that says nothing. */
const FEWEST_WAKES = 500;
/** A 99th percentile below that is what waking a thread costs anyway. */
const LEAST_P99_NS = 50_000;
/** The slowest hundredth is looked at, of a long trace only so many. */
const MOST_SLOW = 2_000;
/** Of the slow wakeups' time, so much is spent waiting for the CPU before it is what makes them slow. */
const LEAST_SHARE = 0.5;
/** Of that wait, so much is behind one task before the task is named. */
const TASK_SHARE = 0.3;

interface SlowWake {
  readonly vcpu: number;
  readonly source: number;
  readonly atNs: number;
  readonly totalNs: number;
  readonly waitNs: number;
  readonly aheadTid: number;
}

class Wakes {
  readonly latencies = new Durations();
  readonly slow = new Slowest<SlowWake>(MOST_SLOW);
}

/** Wakeups whose slowest hundredth waits for its host CPU, and the task that had it. */
export function wakesBehindTasks(context: FindingContext): Finder {
  const byVm = new ByVm(() => new Wakes());
  return {
    take(period) {
      const { totalNs, wakingToRunningNs } = wakeLatency(period);
      if (totalNs === null || wakingToRunningNs === null) return;
      const { vm, vcpu, binding, wakingNs, aheadTid } = period;
      const of = byVm.of(vm);
      of.latencies.push(totalNs);
      of.slow.offer(totalNs, () => ({
        vcpu,
        source: context.vcpuOf(binding)?.source ?? -1,
        atNs: wakingNs,
        totalNs,
        waitNs: wakingToRunningNs,
        aheadTid,
      }));
    },
    found: () => byVm.entries.flatMap(([vm, of]) => judge(context, vm, of)),
  };
}

function judge(
  context: FindingContext,
  vm: number,
  { latencies, slow }: Wakes,
): readonly WeighedFinding[] {
  const summary = summarise([latencies]);
  if (summary === undefined || latencies.count < FEWEST_WAKES) return [];
  if (summary.p99Ns < LEAST_P99_NS) return [];
  const tail = slow.all.slice(0, Math.ceil(latencies.count / 100));
  const waitNs = sum(tail, (wake) => wake.waitNs);
  if (waitNs < LEAST_SHARE * sum(tail, (wake) => wake.totalNs)) return [];
  const behind = byTask(context, tail);
  const [task] = behind.most;
  if (task === undefined || task.ns < TASK_SHARE * waitNs) return [];
  const { p50Ns, p99Ns } = summary;
  return [
    {
      finding: finding(context, { vm, count: latencies.count, p50Ns, p99Ns, waitNs, tail, task }),
      weight: context.shareOf(sum(tail, (wake) => wake.waitNs)),
    },
  ];
}

interface Task {
  readonly name: string;
  readonly ns: number;
  readonly wakes: readonly SlowWake[];
}

function byTask(
  context: FindingContext,
  tail: readonly SlowWake[],
): { readonly most: readonly Task[] } {
  const tasks = new Map<string, SlowWake[]>();
  for (const wake of tail) {
    // 0 is the idle task: the CPU was free, and slow to get going.
    if (wake.aheadTid <= 0) continue;
    const name = context.threadName(wake.source, wake.aheadTid, wake.atNs);
    const known = tasks.get(name);
    if (known === undefined) tasks.set(name, [wake]);
    else known.push(wake);
  }
  const most = [...tasks]
    .map(([name, wakes]) => ({ name, wakes, ns: sum(wakes, (wake) => wake.waitNs) }))
    .sort((a, b) => b.ns - a.ns || (a.name < b.name ? -1 : 1));
  return { most };
}

interface Judged {
  readonly vm: number;
  readonly count: number;
  readonly p50Ns: number;
  readonly p99Ns: number;
  readonly waitNs: number;
  readonly tail: readonly SlowWake[];
  readonly task: Task;
}

function finding(
  { words }: FindingContext,
  { vm, count, p50Ns, p99Ns, waitNs, tail, task }: Judged,
): Finding {
  const vcpus = new VcpuSums();
  for (const { vcpu } of task.wakes) vcpus.add(vcpu, 1);
  const share = waitNs / sum(tail, (wake) => wake.totalNs);
  return {
    id: `wakes-behind-task:${vm}`,
    severity: 'warning',
    title: `The slowest wakeups of VM ${vm} wait for a host CPU that ${task.name} has`,
    text: `Of ${counted(count, 'wakeup')} the median takes ${words.duration(p50Ns)}, the 99th percentile ${words.duration(p99Ns)}. Of the time of the slowest ${grouped(tail.length)}, ${percent(share)} passes between the waking and the switch to the vCPU's thread, and ${percent(task.ns / waitNs)} of that wait ends when ${task.name} gives the CPU up (${counted(task.wakes.length, 'time')}).`,
    contradiction: `sched_switch events that show the CPU idle, or another task on it, between those wakings and the vCPU's switch-in.`,
    vcpus: vcpus.vcpus(vm),
    evidenceNs: task.wakes
      .slice(0, 10)
      .map(({ atNs }) => atNs)
      .sort((a, b) => a - b),
    confidence: 'strong',
  };
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
