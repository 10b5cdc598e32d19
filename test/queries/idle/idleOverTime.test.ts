import assert from 'node:assert/strict';
import { idleOverTime } from '../../../src/queries/idle/idleOverTime';
import type { IdleOverTime } from '../../../src/queries/idle/idleOverTime';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import { reportOf } from '../../support/idle/reportOf';

/** Stretches of a guest's known work, in s: from, to, least and most idle by vCPU. */
type Phase = readonly [
  name: string,
  fromS: number,
  toS: number,
  ...idle: (readonly [least: number, most: number])[],
];

const BUSY = [0, 0.1] as const;
const IDLE = [0.9, 1] as const;

async function overTime(fixture: string, sliceNs: number): Promise<IdleOverTime> {
  const source = await reportOf(fixture);
  const table = new PeriodTable(source.idle, source.directory.refs());
  return idleOverTime(source, table, Math.round(source.durationNs / sliceNs));
}

/** The mean of the slices that are wholly within a stretch of time. */
function meanWithin(
  { fromNs, sliceNs }: IdleOverTime,
  idle: Float64Array,
  startNs: number,
  endNs: number,
): number {
  const first = Math.ceil((startNs - fromNs) / sliceNs);
  const shares = idle.slice(first, Math.floor((endNs - fromNs) / sliceNs));
  const known = shares.filter((share) => !Number.isNaN(share));
  assert.ok(known.length > 0);
  return known.reduce((sum, share) => sum + share, 0) / known.length;
}

function assertPhases(told: IdleOverTime, t0S: number, phases: readonly Phase[]): void {
  for (const [name, fromS, toS, ...bounds] of phases) {
    bounds.forEach(([least, most], vcpu) => {
      const { idle } = told.vcpus.find((of) => of.vcpu === vcpu)!;
      const share = meanWithin(told, idle, (fromS - t0S) * 1e9, (toS - t0S) * 1e9);
      assert.ok(
        least <= share && share <= most,
        `${name}: vCPU ${vcpu} is ${share} idle, not ${least} to ${most}`,
      );
    });
  }
}

function word(share: number): string {
  if (share < 0.1) return 'busy';
  return share > 0.85 ? 'idle' : 'mixed';
}

describe('idleOverTime', () => {
  /** Where the guest's vCPUs begin to send each other IPIs as fast as they can, in ns. */
  function pingPongNs({ fromNs, sliceNs, vcpus }: IdleOverTime): number {
    const counts = vcpus.map(({ wakes }) => wakes.get('ipi')!);
    const slice = counts[0]!.findIndex((_, at) =>
      counts.every((count) => count[at]! > 40 * (sliceNs / 10e6)),
    );
    assert.ok(slice > 0);
    return fromNs + slice * sliceNs;
  }

  it('shows the phases of a Linux guest that halts, one after the other', async () => {
    const told = await overTime('linux/vmx-linux-hlt.trace.dat', 10e6);
    const first = Math.round((pingPongNs(told) - told.fromNs) / told.sliceNs);
    const runs: { readonly what: string; slices: number }[] = [];
    for (let slice = first; slice < told.vcpus[0]!.idle.length; slice++) {
      const what = told.vcpus.map(({ idle }) => word(idle[slice]!)).join('/');
      const last = runs.at(-1);
      if (last?.what === what) last.slices++;
      else runs.push({ what, slices: 1 });
    }
    const long = runs.filter(({ slices }) => slices >= 8);
    assert.deepEqual(
      long.map(({ what }) => what),
      // Ping-pong with gaps, work on one vCPU, on both, bursts, and a sleep.
      ['idle/idle', 'busy/idle', 'busy/busy', 'mixed/idle', 'idle/idle'],
    );
    // The program sleeps 400 ms at the end.
    assert.ok(Math.abs(long.at(-1)!.slices - 40) <= 2);
  });

  it('shows what woke them: ping-pong between vCPUs is wakes by IPIs alone', async () => {
    const told = await overTime('linux/vmx-linux-hlt.trace.dat', 2e6);
    const slice = Math.round((pingPongNs(told) - told.fromNs) / told.sliceNs) + 1;
    for (const { wakes } of told.vcpus) {
      const [most] = [...wakes].sort(([, a], [, b]) => b[slice]! - a[slice]!);
      assert.equal(most![0], 'ipi');
    }
  });

  it('shows the phases of a guest that idles inside, by the host’s ticks', async () => {
    const told = await overTime('linux/vmx-linux-passthrough.trace.dat', 20e6);
    assert.ok(told.vcpus.every(({ by }) => by === 'ticks'));
    assertPhases(told, 25.850988777, [
      ['sleep of 10 ms', 27.873, 28.286, [0.3, 1], [0.3, 1]],
      ['work on one', 28.706, 29.201, BUSY, IDLE],
      ['work on both', 29.201, 29.519, BUSY, BUSY],
      ['bursts', 29.519, 29.954, [0.2, 0.8], [0.5, 1]],
    ]);
  });

  it('tells nothing of a vCPU before its first event', async () => {
    const source = await reportOf('linux/vmx-linux-hlt.trace.dat');
    const table = new PeriodTable(source.idle, source.directory.refs());
    const { vcpus, sliceNs } = idleOverTime(source, table, 100);
    const { idle, binding } = vcpus[0]!;
    const { firstNs } = source.idle.lanes.find((lane) => lane?.binding === binding)!;
    const first = Math.floor(firstNs / sliceNs);
    assert.ok(first > 0);
    assert.ok(idle.slice(0, first).every(Number.isNaN));
    assert.ok(!Number.isNaN(idle[first]));
  });

  it('adds up to the idle time of the periods', async () => {
    const source = await reportOf('idle/vmx-haltpoll-adapt.trace.dat');
    const table = new PeriodTable(source.idle, source.directory.refs());
    const { vcpus, sliceNs } = idleOverTime(source, table, 7);
    const [vcpu] = vcpus;
    const lane = source.idle.lanes.find((of) => of?.binding === vcpu!.binding)!;
    const knownNs = Array.from(vcpu!.idle, (_, slice) => {
      const from = Math.max(lane.firstNs, slice * sliceNs);
      return Math.max(0, Math.min(lane.lastNs, (slice + 1) * sliceNs) - from);
    });
    const toldNs = vcpu!.idle.reduce(
      (sum, share, slice) => sum + (Number.isNaN(share) ? 0 : share * knownNs[slice]!),
      0,
    );
    let periodsNs = 0;
    for (const { binding, startNs, endNs } of table.walk()) {
      if (binding === vcpu!.binding && endNs >= 0) periodsNs += endNs - startNs;
    }
    assert.ok(Math.abs(toldNs - periodsNs) < 1, `${toldNs} of ${periodsNs}`);
    const wakes = [...vcpu!.wakes.values()].flatMap((counts) => [...counts]);
    assert.equal(
      wakes.reduce((sum, count) => sum + count, 0),
      [...table.walk()].filter(({ binding, endNs }) => binding === vcpu!.binding && endNs >= 0)
        .length,
    );
  });
});
