import type { IpiRoute } from '../../analyses/idle/IpiTraffic';
import { hexOfWords } from '../../base/hex';
import type { Finder, FindingContext, FoundVcpu, WeighedFinding } from './Finder';
import { counted, listed, percent, vcpuName } from './phrases';

/** An IPI costs its sender an exit, some µs, and often its target a wakeup: from 1000/s on it takes about a percent of a CPU. */
const STORM_PER_SECOND = 1_000;
const WARNING_PER_SECOND = 10_000;
/** Fewer are a burst. */
const FEWEST_IPIS = 200;
const MOST_PLACES = 3;

/** One vCPU that interrupts another again and again, and the guest code that does so. */
export function ipiStorm(context: FindingContext): Finder {
  return {
    found: () => [...context.idle.ipis.routes].flatMap((route) => judge(context, route)),
  };
}

function judge(context: FindingContext, route: IpiRoute): readonly WeighedFinding[] {
  const { words, vcpus } = context;
  const perSecond = words.perSecond(route.count);
  if (route.count < FEWEST_IPIS || perSecond < STORM_PER_SECOND) return [];
  const sender = vcpus.find(({ lane }) => lane?.thread === route.thread);
  if (sender === undefined) return [];
  return [{ finding: finding(context, route, sender, perSecond), weight: perSecond * 1e-5 }];
}

function finding(
  { words }: FindingContext,
  { vcpu: target, count, places, first }: IpiRoute,
  { vm, vcpu }: FoundVcpu,
  perSecond: number,
): WeighedFinding['finding'] {
  const from = places
    .most(MOST_PLACES)
    .map((of) => `${hexOfWords(of.ripHigh, of.ripLow)} (${percent(of.count / places.samples)})`);
  const more =
    places.places.size > from.length ? ` and ${places.places.size - from.length} more` : '';
  return {
    id: `ipi-storm:${vm}.${vcpu}-${target}`,
    severity: perSecond >= WARNING_PER_SECOND ? 'warning' : 'info',
    title: `${vcpuName(vm, vcpu)} sends ${words.rate(count, 'IPIs')} to vCPU ${target}`,
    text: `${counted(count, 'IPI')} over the trace${from.length === 0 ? '' : `, sent by exits at guest RIP ${listed(from)}${more}`}.`,
    contradiction:
      'IPIs that arrive in a few bursts: the rate is then one of the bursts and not of the workload.',
    vcpus: [
      { vm, vcpu },
      { vm, vcpu: target },
    ],
    evidenceNs: first.times(),
    confidence: 'certain',
  };
}
