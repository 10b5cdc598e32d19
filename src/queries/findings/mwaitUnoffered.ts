import { capitalised } from '../../base/capitalised';
import { Evidence } from '../../base/Evidence';
import { ByVm } from './ByVm';
import type { Finder, FindingContext } from './Finder';
import { counted, listed } from './phrases';

class Waits {
  readonly first = new Evidence();
  nops = 0;
  sleeps = 0;
}

/** A guest that executes MONITOR or MWAIT although its CPUID does not offer them, as old Mac OS X does (G.1 #6). */
export function mwaitUnoffered({ vcpus, idle }: FindingContext): Finder {
  const waits = new ByVm(() => new Waits());
  return {
    take({ strategy, vm, startNs }) {
      if (strategy !== 'mwait-nop' && strategy !== 'mwait-page-protect') return;
      const of = waits.of(vm);
      of.first.add(0, startNs);
      if (strategy === 'mwait-nop') of.nops++;
      else of.sleeps++;
    },
    found: () =>
      [...new Set(vcpus.map(({ vm }) => vm))].flatMap((vm) => {
        const own = vcpus.filter((of) => of.vm === vm);
        const told = own.filter(
          ({ lane }) => lane !== undefined && idle.guests.of[lane.thread]?.offersMwait === false,
        );
        const using = own.filter(({ lane }) => lane !== undefined && lane.waitExits > 0);
        if (told.length === 0 || using.length === 0) return [];
        const exits = using.reduce((sum, { lane }) => sum + lane!.waitExits, 0);
        const refused = using.reduce((sum, { lane }) => sum + lane!.refusedMwaits, 0);
        const end = endsOf(waits.of(vm), refused);
        return [
          {
            finding: {
              id: `mwait-unoffered:${vm}`,
              severity: 'warning',
              title: `VM ${vm} executes MWAIT although CPUID does not offer it`,
              text: `CPUID leaf 1 as vCPU ${listed(told.map(({ vcpu }) => String(vcpu)))} read it has ECX bit 3 (MONITOR/MWAIT) clear; still there are ${counted(exits, 'exit')} for MONITOR and MWAIT of vCPU ${listed(using.map(({ vcpu }) => String(vcpu)))}.${end} No CPUID setting changes how this guest idles.`,
              contradiction:
                'A kvm_cpuid event of leaf 1 with ECX bit 3 set on the vCPUs that execute MWAIT.',
              vcpus: using.map(({ vcpu }) => ({ vm, vcpu })),
              evidenceNs: waits.of(vm).first.times(),
              confidence: told.some((of) => using.includes(of)) ? 'certain' : 'strong',
            },
            weight: exits / 1e6,
          },
        ];
      }),
  };
}

/** What became of the MWAITs, as far as it shows; '' or with a space before it. */
function endsOf({ nops, sleeps }: Waits, refused: number): string {
  const parts = [
    ...(nops > 0 ? ['KVM lets them pass as NOPs'] : []),
    ...(sleeps > 0 ? [`in ${counted(sleeps, 'wait')} the thread slept`] : []),
    ...(refused > 0 ? [`${counted(refused, 'MWAIT')} raised #UD`] : []),
  ];
  const text = listed(parts);
  return text === '' ? '' : ` ${capitalised(text)}.`;
}
