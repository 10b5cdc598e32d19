import { vcpuLaneKey } from '../../protocol/laneKeys';
import { exitMoment } from './exitMoment';
import type { Example, Search } from './exampleOf';
import type { ExamplePlace } from './exampleStretches';
import type { Asked } from '../language/rowOfEvent';
import type { Moment } from './Moment';
import { stateMoment } from './stateMoment';
import { windowMoment } from './windowMoment';

/** An example, and its event's row in the whole trace where it has one. */
export interface FoundExample extends ExamplePlace {
  readonly row: number | undefined;
}

/** Looks an example up in a trace that is loaded; undefined where it has none. */
export async function findExample(
  { searches }: Pick<Example, 'searches'>,
  engine: Asked,
): Promise<FoundExample | undefined> {
  for (const search of searches) {
    const moment = await momentOf(search, engine);
    if (moment !== undefined) return onLane(moment, engine);
  }
  return undefined;
}

function momentOf(search: Search, engine: Asked): Promise<Moment | undefined> {
  switch (search.kind) {
    case 'exits':
      return exitMoment(engine, search.filter, search.nearNs);
    case 'code':
      return codeMoment(search, engine);
    case 'state':
      return stateMoment(engine, search.state, search.vcpu);
    case 'window':
      return windowMoment(engine, search.windowNs);
    case 'period':
      return periodMoment(search, engine);
    case 'fault':
      return faultMoment(search, engine);
  }
}

async function codeMoment(
  { place, vcpu }: Extract<Search, { kind: 'code' }>,
  engine: Asked,
): Promise<Moment | undefined> {
  const vm = vcpu?.vm ?? 0;
  const code = await engine.call('codeAt', { vm, rip: place });
  if (code === null) return undefined;
  const isFunction = !place.startsWith('0x') && code.start !== null && code.bytes !== null;
  const end = isFunction ? BigInt(code.start) + BigInt(code.bytes) : 0n;
  const rip = isFunction
    ? `guest_rip>=${code.start} guest_rip<0x${end.toString(16)}`
    : `guest_rip=${code.rip}`;
  const of = vcpu === null ? '' : ` vm=${vcpu.vm} vcpu=${vcpu.vcpu}`;
  return exitMoment(engine, `kvm_exit ${rip}${of}`, null);
}

async function periodMoment(
  { selection, order, shows }: Extract<Search, { kind: 'period' }>,
  engine: Asked,
): Promise<Moment | undefined> {
  const all = await engine.call('idlePeriods', { selection, order, start: 0, count: 0 });
  const start = Math.floor((all?.total ?? 0) / 2);
  const page = await engine.call('idlePeriods', { selection, order, start, count: 1 });
  const [period] = page?.rows ?? [];
  if (period === undefined) return undefined;
  const { vm, vcpu, startNs, endNs, chain } = period;
  const toNs = endNs ?? startNs;
  if (shows === 'strategy') {
    return { vm, vcpu, fromNs: startNs, toNs, timeNs: startNs, lanes: ['strategy', 'state'] };
  }
  // From what caused the wake to guest code running again.
  const times = chain.flatMap(({ step, timeNs }) => (step === 'idle' ? [] : [timeNs]));
  const [fromNs, lastNs] = [Math.min(toNs, ...times), Math.max(toNs, ...times)];
  return { vm, vcpu, fromNs, toNs: lastNs, timeNs: toNs, lanes: ['wakes', 'state'] };
}

async function faultMoment(
  { selection }: Extract<Search, { kind: 'fault' }>,
  engine: Asked,
): Promise<Moment | undefined> {
  const wanted = { selection, order: 'cost', start: 0, count: 1 } as const;
  const page = await engine.call('pageFaults', wanted);
  const [fault] = page?.rows ?? [];
  if (fault === undefined) return undefined;
  const { vm, vcpu, timeNs, costNs, row } = fault;
  const toNs = timeNs + (costNs ?? 0);
  const place = { vm, vcpu, fromNs: timeNs, toNs, timeNs };
  return { ...place, lanes: ['exits', 'state'], ...(row !== null && { row }) };
}

/** On the first of its lanes that tells something of it. */
async function onLane(
  { vm, vcpu, timeNs, fromNs, toNs, lanes, row }: Moment,
  engine: Asked,
): Promise<FoundExample> {
  const keys = lanes.map((kind) => vcpuLaneKey({ vm, vcpu }, kind));
  for (const lane of keys) {
    const detail = await engine.call('timelineAt', { lane, timeNs, slackNs: 0 });
    if (detail === null) continue;
    return {
      ...{ lane, timeNs, row },
      fromNs: Math.min(fromNs, detail.fromNs),
      toNs: Math.max(toNs, detail.toNs),
    };
  }
  return { lane: keys.at(-1)!, timeNs, fromNs, toNs, row };
}
