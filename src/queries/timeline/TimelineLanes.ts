import { CAUSES, STRATEGIES } from '../../analyses/idle/words';
import { STATE_CATEGORIES } from '../../analyses/timeline/stateCategories';
import { EXIT_CLASSES } from '../../kvm/exitReasons';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import type { LaneKind } from '../../protocol/timeline';
import { hostCpuLanes, runnerCategories } from './hostCpuLanes';
import type { Lane } from './Lane';
import type { LaneSource } from './LaneSource';
import { pageLanes } from './pageLanes';
import { vcpuLanes } from './vcpuLanes';
import { vcpusOf } from './vcpusOf';
import type { LaneVcpu } from './vcpusOf';

/** The lanes of a trace as far as it was read: by VM and vCPU, then host CPUs, then pages. */
export class TimelineLanes {
  readonly all: readonly Lane[];
  readonly vcpus: readonly LaneVcpu[];
  /** By kind: what a category's number stands for. */
  readonly categories: Readonly<Record<LaneKind, readonly string[]>>;
  private readonly hostCpus: readonly Lane[];
  private readonly byKey: ReadonlyMap<string, Lane>;

  constructor(source: LaneSource) {
    this.vcpus = vcpusOf(source.directory);
    const runners = runnerCategories(this.vcpus);
    const pages = pageLanes(source.later, this.vcpus);
    this.hostCpus = hostCpuLanes(source.timeline, runners);
    this.all = [
      ...this.vcpus.flatMap((vcpu) => vcpuLanes(source, vcpu)),
      ...this.hostCpus,
      ...pages.lanes,
    ];
    this.byKey = new Map(this.all.map((lane) => [lane.facts.key, lane]));
    this.categories = {
      state: STATE_CATEGORIES,
      strategy: STRATEGIES,
      wakes: CAUSES,
      exits: EXIT_CLASSES,
      window: [],
      cpu: runners.names,
      page: pages.categories,
    };
  }

  find(key: string): Lane | undefined {
    return this.byKey.get(key);
  }

  /** Lane of what a vCPU did. */
  stateOf(vm: number, vcpu: number): Lane | undefined {
    return this.find(vcpuLaneKey({ vm, vcpu }, 'state'));
  }

  /** Lane of who ran on a host CPU, as a recording tells it. */
  hostCpuOf(source: number, hostCpu: number): Lane | undefined {
    return this.hostCpus.find(({ facts }) => facts.source === source && facts.hostCpu === hostCpu);
  }

  ofKind(kind: LaneKind): readonly Lane[] {
    return this.all.filter(({ facts }) => facts.kind === kind);
  }
}
