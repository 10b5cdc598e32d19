import type { TraceFacts } from '../../protocol/facts';
import type { FaultRow } from '../../protocol/pages';
import type { IdlePeriodRow } from '../../protocol/idle';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import type { Params, Result, ShowNotice } from '../../protocol/requests';
import { rangeNotice } from '../timeline/rangeNotice';
import type { Example } from './exampleOf';

type Asked = 'idlePeriods' | 'pageFaults';

/** As much of `TraceEngine` as is needed. */
export interface ExampleSource {
  call<M extends Asked>(method: M, params: Params<M>): Promise<Result<M>>;
}

/** Looks an example up in a trace that is loaded; nothing where it has none. */
export async function exampleNotices(
  example: Example,
  engine: ExampleSource,
  facts: Pick<TraceFacts, 'fromNs' | 'durationNs'>,
): Promise<readonly ShowNotice[]> {
  switch (example.kind) {
    case 'view':
      return [example.notice];
    case 'period': {
      const period = await firstPeriod(example, engine);
      return period === undefined ? [] : [atLane(period, period.endNs ?? period.startNs, facts)];
    }
    case 'fault': {
      const fault = await dearestFault(example, engine);
      if (fault === undefined) return [];
      const reveal: ShowNotice[] = fault.row === null ? [] : [{ notice: 'reveal', row: fault.row }];
      return [...reveal, atLane(fault, fault.timeNs, facts)];
    }
  }
}

async function firstPeriod(
  { selections, order }: Extract<Example, { kind: 'period' }>,
  engine: ExampleSource,
): Promise<IdlePeriodRow | undefined> {
  for (const selection of selections) {
    const page = await engine.call('idlePeriods', { selection, order, start: 0, count: 1 });
    const [period] = page?.rows ?? [];
    if (period !== undefined) return period;
  }
  return undefined;
}

async function dearestFault(
  { selection }: Extract<Example, { kind: 'fault' }>,
  engine: ExampleSource,
): Promise<FaultRow | undefined> {
  const wanted = { selection, order: 'cost', start: 0, count: 1 } as const;
  const page = await engine.call('pageFaults', wanted);
  return page?.rows[0];
}

function atLane(
  { vm, vcpu }: { readonly vm: number; readonly vcpu: number },
  timeNs: number,
  facts: Pick<TraceFacts, 'fromNs' | 'durationNs'>,
): ShowNotice {
  return rangeNotice({ lane: vcpuLaneKey({ vm, vcpu }, 'state'), timeNs }, facts);
}
