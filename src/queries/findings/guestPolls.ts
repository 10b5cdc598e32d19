import { Evidence } from '../../base/Evidence';
import { addPeriod } from './addPeriod';
import { ByVm } from './ByVm';
import type { Finder, FindingContext } from './Finder';
import { counted, grouped } from './phrases';
import { VcpuSums } from './VcpuSums';

class Halts {
  readonly byVcpu = new VcpuSums();
  readonly first = new Evidence();
}

/** A guest that polls before it halts, so that its host does not (S12); or a host that polls for nobody. */
export function guestPolls({ vcpus, words, idle }: FindingContext): Finder {
  const byVm = new ByVm(() => new Halts());
  return {
    take(period) {
      const { strategy, vm, vcpu } = period;
      if (strategy !== 'guest-haltpoll') return;
      const of = byVm.of(vm);
      of.byVcpu.add(vcpu, 1);
      addPeriod(of.first, 0, period);
    },
    found: () =>
      byVm.entries.map(([vm, { byVcpu, first }]) => {
        const lanes = vcpus.flatMap((of) => (of.vm === vm ? (of.lane ?? []) : []));
        const said = lanes.some(({ everTurnedPollingOff }) => everTurnedPollingOff);
        const sum = (of: (lane: (typeof lanes)[number]) => number): number =>
          lanes.reduce((total, lane) => total + of(lane), 0);
        const halts = sum(({ endedHalts }) => endedHalts);
        const short = sum(({ shortHalts }) => shortHalts);
        return {
          finding: {
            id: `guest-polls:${vm}`,
            severity: 'info',
            title: said
              ? `VM ${vm} polls before it halts, and told its host not to`
              : `VM ${vm} seems to poll before it halts, or its host polls for nobody`,
            text: said
              ? `The guest wrote 0 to KVM's poll control (MSR 4b564d05): its haltpoll governor spins in guest mode, where no exit shows it, so that part of its guest time is idling.`
              : `${grouped(short)} of ${counted(halts, 'halt')} were shorter than ${words.duration(idle.parameters.short_halt)}, the usual longest poll window, and no kvm_halt_poll_ns followed any of them: a host that polls would have changed its window. Either the guest turned that off before the trace began (haltpoll: part of its guest time is then idling), or the module's halt_poll_ns is 0.`,
            contradiction: said
              ? 'A later write of 1 to MSR 4b564d05, or kvm_halt_poll_ns events of this VM.'
              : 'kvm_halt_poll_ns that was not enabled in the recording; /sys/module/kvm/parameters/halt_poll_ns of the host tells the two apart.',
            vcpus: byVcpu.vcpus(vm),
            evidenceNs: first.times(),
            confidence: said ? 'certain' : 'weak',
          },
          weight: 0.002,
        };
      }),
  };
}
