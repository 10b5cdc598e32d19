import type { Strategy } from '../../analyses/idle/words';
import { ByVm } from './ByVm';
import type { Finder, FindingContext } from './Finder';
import { listed, percent } from './phrases';

/** A vCPU that idles less has no way of idling to speak of. */
const LEAST_IDLE = 0.05;
/** So much of a vCPU's idle time is spent in one way before that is how it idles. */
const MAJORITY = 0.6;

interface WayTime {
  ns: number;
  readonly firstNs: number;
}

type Way = 'HLT' | 'MWAIT run as a NOP' | 'MWAIT by page protection';

/** vCPUs of one VM that idle in different ways, which guests hardly mean to. */
export function mixedStrategies(context: FindingContext): Finder {
  const byBinding = new Map<number, Map<Way, WayTime>>();
  return {
    take({ binding, strategy, startNs, endNs }) {
      const way = wayOf(strategy);
      if (way === undefined || endNs < 0) return;
      let ways = byBinding.get(binding);
      if (ways === undefined) {
        byBinding.set(binding, (ways = new Map<Way, WayTime>()));
      }
      const known = ways.get(way);
      if (known === undefined) ways.set(way, { ns: endNs - startNs, firstNs: startNs });
      else known.ns += endNs - startNs;
    },
    found: () => {
      const byVm = new ByVm(() => [] as Main[]);
      for (const vcpu of context.vcpus) {
        const main = mainWay(context, byBinding.get(vcpu.binding));
        if (main !== undefined) byVm.of(vcpu.vm).push({ vcpu: vcpu.vcpu, ...main });
      }
      return byVm.entries.flatMap(([vm, mains]) => {
        const ways = [...new Set(mains.map(({ way }) => way))];
        if (ways.length < 2) return [];
        const parts = ways.map((way) => {
          const own = mains.filter((of) => of.way === way);
          return `vCPU ${listed(own.map((of) => `${of.vcpu} (${percent(of.share)} idle)`))} by ${way}`;
        });
        return [
          {
            finding: {
              id: `mixed-strategies:${vm}`,
              severity: 'info',
              title: `The vCPUs of VM ${vm} idle in different ways`,
              text: `${listed(parts)}. What is set for the VM as a whole fits only some of them.`,
              contradiction:
                'A part of the trace, of one phase of the workload, in which all of them idle in the same way.',
              vcpus: mains.map(({ vcpu }) => ({ vm, vcpu })),
              evidenceNs: mains
                .map(({ firstNs }) => firstNs)
                .slice(0, 10)
                .sort((a, b) => a - b),
              confidence: 'strong',
            },
            weight: 0.001,
          },
        ];
      });
    },
  };
}

interface Main {
  readonly vcpu: number;
  readonly way: Way;
  /** Idle, of the trace. */
  readonly share: number;
  readonly firstNs: number;
}

function mainWay(
  { shareOf }: FindingContext,
  ways: ReadonlyMap<Way, WayTime> | undefined,
): Omit<Main, 'vcpu'> | undefined {
  const all = [...(ways ?? [])];
  const totalNs = all.reduce((sum, [, { ns }]) => sum + ns, 0);
  const share = shareOf(totalNs);
  if (share < LEAST_IDLE) return undefined;
  const main = all.find(([, { ns }]) => ns >= MAJORITY * totalNs);
  if (main === undefined) return undefined;
  const [way, { firstNs }] = main;
  return { way, firstNs, share };
}

/** undefined: not the guest's way of idling. */
function wayOf(strategy: Strategy): Way | undefined {
  switch (strategy) {
    case 'mwait-nop':
      return 'MWAIT run as a NOP';
    case 'mwait-page-protect':
      return 'MWAIT by page protection';
    case 'pause-spin':
    case 'lock-halt':
    case 'async-pf':
    case 'nested':
    case 'wait-for-sipi':
    case 'unknown':
      return undefined;
    default:
      return 'HLT';
  }
}
