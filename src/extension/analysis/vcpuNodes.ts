import { shareOf } from '../../base/shareOf';
import { clockUnitOf } from '../../protocol/clockUnitOf';
import type { ClockFacts, TraceFacts } from '../../protocol/facts';
import type { IdleOverview, StrategyRow, VcpuIdle } from '../../protocol/idle';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import { countText, durationText, shareText } from './texts';
import type { TreeNode } from './TreeNode';

/** States in words that say more than the report's. */
const stateWords: Readonly<Record<string, string>> = {
  guest: 'guest code',
  kernel: 'in KVM',
  userspace: 'in user space',
  halt_poll: 'polling in a halt',
  blocked: 'blocked in a halt',
  waking: 'woken, not yet on a CPU',
  preempted: 'preempted',
  stalled: 'asleep outside a halt',
  unknown: 'unknown',
};

/** VMs, their vCPUs, and of each where its time went and how it was idle. */
export function vcpuNodes(facts: TraceFacts, overview: IdleOverview): readonly TreeNode[] {
  const unit = clockUnitOf(facts);
  const vms = [...new Set(overview.vcpus.map(({ vm }) => vm))];
  return vms.map((vm) => {
    const vcpus = overview.vcpus.filter((vcpu) => vcpu.vm === vm);
    const known = facts.vms.find((of) => of.vm === vm);
    return {
      id: `vm${vm}`,
      label: `VM ${vm}`,
      description: known?.name ?? (known?.pid == null ? '' : `pid ${known.pid}`),
      tooltip: countText(vcpus.length, 'vCPU'),
      icon: 'vm',
      isOpen: true,
      children: vcpus.map((vcpu) => vcpuNode(vcpu, overview, unit)),
      target: { kind: 'idle', vm },
    };
  });
}

function vcpuNode(idle: VcpuIdle, overview: IdleOverview, unit: ClockFacts['unit']): TreeNode {
  const { vm, vcpu, tid, statesNs, passThrough } = idle;
  const { durationNs, states } = overview;
  const id = `vm${vm}/vcpu${vcpu}/${tid ?? ''}`;
  const target = { kind: 'idle', vm, vcpu } as const;
  const place = { lane: vcpuLaneKey({ vm, vcpu }, 'state'), timeNs: null };
  const told = states
    .map((state, at) => ({ state, ns: statesNs[at]! }))
    .filter(({ ns }) => ns > 0)
    .sort((a, b) => b.ns - a.ns);
  const largest = told
    .slice(0, 2)
    .map(({ state, ns }) => `${wordOf(state)} ${shareText(shareOf(ns, durationNs))}`);
  const stateNodes = told.map(({ state, ns }): TreeNode => ({
    id: `${id}/state/${state}`,
    label: wordOf(state),
    description: `${shareText(shareOf(ns, durationNs))}, ${durationText(ns, unit)}`,
    tooltip: '',
    children: [],
    target,
    place,
  }));
  const strategies = overview.strategies.filter((row) => row.vm === vm && row.vcpu === vcpu);
  const estimate =
    passThrough === null
      ? []
      : [
          {
            id: `${id}/estimate`,
            label: 'idle inside the guest',
            description: passThrough.isExact
              ? `${shareText(passThrough.share)}, by the guest's own recording`
              : `${shareText(passThrough.low)} to ${shareText(passThrough.high)}, an estimate`,
            tooltip: passThrough.isExact
              ? ''
              : `${passThrough.atIdleRip} of ${passThrough.samples} host ticks found it at its idle instruction`,
            icon: 'beaker',
            children: [],
            target,
            place,
          },
        ];
  return {
    id,
    label: `vCPU ${vcpu}`,
    description: largest.join(', '),
    tooltip: tid === null ? '' : `Thread ${tid}`,
    icon: 'chip',
    children: [...stateNodes, ...strategies.map((row) => strategyNode(row, id, unit)), ...estimate],
    target,
    place,
  };
}

function strategyNode(row: StrategyRow, id: string, unit: ClockFacts['unit']): TreeNode {
  const { vm, vcpu, strategy, periods, share, p50Ns, p99Ns } = row;
  const lengths =
    p50Ns === null || p99Ns === null
      ? ''
      : `Half of them up to ${durationText(p50Ns, unit)}, 99 % up to ${durationText(p99Ns, unit)}`;
  return {
    id: `${id}/strategy/${strategy}`,
    label: strategy,
    description: `${countText(periods, 'period')}, ${shareText(share)}`,
    tooltip: lengths,
    icon: 'debug-pause',
    children: [],
    target: { kind: 'idle', vm, vcpu, strategy },
    place: { lane: vcpuLaneKey({ vm, vcpu }, 'strategy'), timeNs: null },
  };
}

function wordOf(state: string): string {
  return stateWords[state] ?? state;
}
