import { UNKNOWN_CATEGORY } from '../../analyses/timeline/stateCategories';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import type { LaneKind } from '../../protocol/timeline';
import { Lane, noPlace } from './Lane';
import type { LaneContent } from './Lane';
import { mergedLevels, mergedMarks, mergedSpans } from './mergedLists';
import type { LaneSource } from './LaneSource';
import type { LaneVcpu } from './vcpusOf';

/** The lanes of one vCPU: those of which anything is told so far. */
export function vcpuLanes(source: LaneSource, vcpu: LaneVcpu): readonly Lane[] {
  const { timeline, later } = source;
  const { name, bindings } = vcpu;
  const known = <T>(of: (binding: number) => T | undefined): readonly T[] =>
    bindings.flatMap((binding) => of(binding) ?? []);
  const spans = known((binding) => timeline.states.of(binding));
  const exits = known((binding) => timeline.exits.of[binding]);
  const levels = known((binding) => timeline.windows.of[binding]);
  const strategy = later?.strategies.get(name);
  const wakes = later?.wakes.get(name);
  const same = (category: number): number => category;
  const isSame = (a: number, b: number): boolean => a === b;
  const lane = (kind: LaneKind, build: () => LaneContent): Lane =>
    new Lane(
      {
        ...noPlace,
        key: vcpuLaneKey(vcpu, kind),
        kind,
        label: `vCPU ${vcpu.vcpu}`,
        vm: vcpu.vm,
        vcpu: vcpu.vcpu,
      },
      build,
    );
  const lanes: Lane[] = [];
  if (spans.length > 0) {
    const build = (): LaneContent => {
      const merged = mergedSpans(spans, UNKNOWN_CATEGORY);
      return { form: 'band', spans: merged, indexOf: same };
    };
    lanes.push(lane('state', build));
  }
  if (strategy !== undefined) {
    lanes.push(lane('strategy', () => ({ form: 'band', spans: strategy, indexOf: same })));
  }
  if (wakes !== undefined) {
    lanes.push(
      lane('wakes', () => ({ form: 'counts', marks: wakes.marks, indexOf: same, isSame })),
    );
  }
  if (exits.length > 0) {
    const { kinds } = timeline.exits;
    const build = (): LaneContent => ({
      form: 'counts',
      marks: mergedMarks(exits),
      indexOf: (kind) => kinds.all[kind]!.classIndex,
      isSame: (a, b) => kinds.isSameReason(a, b),
    });
    lanes.push(lane('exits', build));
  }
  if (levels.length > 0) {
    const { fromNs, toNs } = source;
    const build = (): LaneContent => ({
      form: 'level',
      levels: mergedLevels(levels),
      fromNs,
      toNs,
    });
    lanes.push(lane('window', build));
  }
  return lanes;
}
