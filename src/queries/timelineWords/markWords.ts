import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { TimelineDetail, TimelineLane } from '../../protocol/timeline';
import { vcpuName } from '../findings/phrases';
import { exitAndPeriodWords } from './exitWords';
import { faultAt } from './faultAt';
import { faultWords } from './faultWords';
import { periodWords } from './periodWords';
import { together } from './Told';
import type { WordsContext } from './WordsContext';

type Detail = Omit<TimelineDetail, 'lane'>;

/** The idle period at a time. */
export function strategyWords(
  words: WordsContext,
  { vm, vcpu, key }: TimelineLane,
  timeNs: number,
): Detail | undefined {
  if (vm === null || vcpu === null) return undefined;
  const stretch = words.source.bands.at(key, timeNs);
  const period = words.source.periods.at(vm, vcpu, timeNs);
  if (stretch === undefined || period === undefined) return undefined;
  const { fromNs, toNs } = stretch;
  const title = `${vcpuName(vm, vcpu)}: idle by ${period.strategy}`;
  return { title, fromNs, toNs, ...periodWords(words, period) };
}

/** `woken by timer`; an unknown cause is none. */
export function wokenBy(cause: string): string {
  return cause === 'unknown' ? 'idle no more, by a cause that is unknown' : `woken by ${cause}`;
}

/** The wakeup that is nearest to a time. */
export function wakeWords(
  words: WordsContext,
  { vm, vcpu, key }: TimelineLane,
  timeNs: number,
  slackNs: number,
): Detail | undefined {
  if (vm === null || vcpu === null) return undefined;
  const { bands, periods } = words.source;
  const atNs = bands.markNear(key, timeNs, slackNs);
  const period = atNs === undefined ? undefined : periods.endingAt(vm, vcpu, atNs);
  if (period === undefined) return undefined;
  const { endNs, cause } = period;
  const title = `${vcpuName(vm, vcpu)}: ${wokenBy(cause)}`;
  return { title, fromNs: endNs, toNs: endNs, ...periodWords(words, period) };
}

/** The exit that is nearest to a time. */
export function exitMarkWords(
  words: WordsContext,
  { vm, vcpu, key }: TimelineLane,
  timeNs: number,
  slackNs: number,
): Detail | undefined {
  const atNs = words.source.bands.markNear(key, timeNs, slackNs);
  if (vm === null || vcpu === null || atNs === undefined) return undefined;
  const { finder } = words;
  const exit = finder.upTo(['kvm_exit'], atNs, finder.ofVcpu(vm, vcpu), atNs);
  if (exit === undefined) return unloadedExit(words, vm, vcpu, atNs);
  const title = `${vcpuName(vm, vcpu)}: exit ${words.line(exit)}`;
  const told = exitAndPeriodWords(words, vm, vcpu, exit);
  return { title, fromNs: exit.timeNs, toNs: exit.timeNs, ...told };
}

/** An exit that the analyses saw, and no row tells. */
function unloadedExit(words: WordsContext, vm: number, vcpu: number, atNs: number): Detail {
  const period = words.source.periods.at(vm, vcpu, atNs);
  const own = { sentences: [`This kvm_exit ${words.absent}: its reason is not told.`] };
  const told = together(own, period === undefined ? {} : periodWords(words, period));
  return { title: `${vcpuName(vm, vcpu)}: exit`, fromNs: atNs, toNs: atNs, ...told };
}

/** The fault on a page that is nearest to a time. */
export function pageMarkWords(
  words: WordsContext,
  { vm, gpa, label, key }: TimelineLane,
  timeNs: number,
  slackNs: number,
): Detail | undefined {
  const atNs = words.source.bands.markNear(key, timeNs, slackNs);
  if (vm === null || gpa === null || atNs === undefined) return undefined;
  const gfn = gpa / PAGE_BYTES;
  const fault = faultAt(words.source.pages, atNs, (of) => of.vm === vm && of.gfn === gfn);
  if (fault === undefined) return undefined;
  const { exitNs, isStore } = fault;
  const title = `VM ${vm}, ${label}: ${isStore ? 'store' : 'access'} of vCPU ${fault.vcpu}`;
  return { title, fromNs: exitNs, toNs: exitNs, ...faultWords(words, fault) };
}
