import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { TimelineDetail, TimelineLane } from '../../protocol/timeline';
import { vcpuName } from '../findings/phrases';
import { exitAndPeriodWords } from './exitWords';
import { faultWords } from './faultWords';
import { periodWords } from './periodWords';
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

/** The wakeup that is nearest to a time. */
export function wakeWords(
  words: WordsContext,
  { vm, vcpu }: TimelineLane,
  timeNs: number,
  slackNs: number,
): Detail | undefined {
  if (vm === null || vcpu === null) return undefined;
  const period = words.source.periods.endingNear(vm, vcpu, timeNs, slackNs);
  if (period === undefined) return undefined;
  const { endNs, cause } = period;
  const title = `${vcpuName(vm, vcpu)}: woken by ${cause}`;
  return { title, fromNs: endNs, toNs: endNs, ...periodWords(words, period) };
}

/** The exit that is nearest to a time. */
export function exitMarkWords(
  words: WordsContext,
  { vm, vcpu }: TimelineLane,
  timeNs: number,
  slackNs: number,
): Detail | undefined {
  if (vm === null || vcpu === null) return undefined;
  const { finder } = words;
  const exit = finder.nearest(['kvm_exit'], timeNs, finder.ofVcpu(vm, vcpu), slackNs);
  if (exit === undefined) return undefined;
  const title = `${vcpuName(vm, vcpu)}: exit ${words.line(exit)}`;
  const told = exitAndPeriodWords(words, vm, vcpu, exit);
  return { title, fromNs: exit.timeNs, toNs: exit.timeNs, ...told };
}

/** The fault on a page that is nearest to a time. */
export function pageMarkWords(
  words: WordsContext,
  { vm, gpa, label }: TimelineLane,
  timeNs: number,
  slackNs: number,
): Detail | undefined {
  const { reader } = words.source.pages;
  if (vm === null || gpa === null) return undefined;
  const gfn = gpa / PAGE_BYTES;
  let nearest = -1;
  let distanceNs = slackNs;
  for (let index = 0; index < reader.table.length; index++) {
    const awayNs = Math.abs(reader.table.exitNs(index) - timeNs);
    if (awayNs > distanceNs || (nearest >= 0 && awayNs === distanceNs)) continue;
    if (reader.table.gfnOf(index) !== gfn || reader.at(index)?.vm !== vm) continue;
    nearest = index;
    distanceNs = awayNs;
  }
  const fault = nearest < 0 ? undefined : reader.at(nearest);
  if (fault === undefined) return undefined;
  const { exitNs, isStore } = fault;
  const title = `VM ${vm}, ${label}: ${isStore ? 'store' : 'access'} of vCPU ${fault.vcpu}`;
  return { title, fromNs: exitNs, toNs: exitNs, ...faultWords(words, fault) };
}
