import assert from 'node:assert/strict';
import { HostCpuRuns } from '../../../src/analyses/timeline/HostCpuRuns';
import { Runner } from '../../../src/analyses/timeline/HostCpuRun';
import type { HostCpuRun } from '../../../src/analyses/timeline/HostCpuRun';
import { VcpuBindings } from '../../../src/vcpu/VcpuBindings';

const STREAM = { source: 0, hostCpu: 3, instance: '', placeBytes: 1 };
const VCPU_TID = 100;
const names = new Map<number, string>([
  [Runner.idle, 'idle'],
  [Runner.other, 'other'],
  [Runner.unknown, 'unknown'],
  [Runner.firstVcpu, 'vcpu'],
]);

/** `vcpu 0–10 (100)`: who ran, from when to when, and the thread. */
function told(run: HostCpuRun): string[] {
  const { spans } = run;
  return Array.from({ length: spans.length }, (_, index) => {
    const { fromNs, toNs, category } = spans.spanOf(index)!;
    return `${names.get(category)} ${fromNs}–${toNs} (${run.tidOf(index)})`;
  });
}

describe('HostCpuRuns', () => {
  let bindings: VcpuBindings;
  let cpus: HostCpuRuns;

  beforeEach(() => {
    bindings = new VcpuBindings();
    bindings.bind(0, VCPU_TID, 0, 0);
    cpus = new HostCpuRuns(bindings, 0);
  });

  /** Switches at times from one thread to another; the stream's first event is at `sinceNs`. */
  function switched(
    sinceNs: number,
    ...switches: readonly (readonly [number, number, number])[]
  ): void {
    for (const [atNs, prev, next] of switches) {
      const run = cpus.of(0, STREAM, sinceNs);
      cpus.passLosses(0, run, atNs);
      run.switched(prev, next, atNs);
    }
  }

  function all(): string[] {
    return told(cpus.all[0]!);
  }

  it('knows who ran since the first event of the CPU, by who is switched from first', () => {
    switched(5, [20, VCPU_TID, 0], [30, 0, 7]);
    cpus.close(50, []);
    assert.deepEqual(all(), [
      'unknown 0–5 (-1)',
      'vcpu 5–20 (100)',
      'idle 20–30 (0)',
      'other 30–50 (7)',
    ]);
  });

  it('does not know who ran while events were lost, and knows it again from then on', () => {
    switched(0, [10, 0, VCPU_TID]);
    cpus.update([{ stream: 0, fromNs: 25, toNs: 40 }]);
    switched(0, [60, 7, 0]);
    cpus.close(70, []);
    assert.deepEqual(all(), [
      'idle 0–10 (0)',
      'vcpu 10–25 (100)',
      'unknown 25–40 (-1)',
      'other 40–60 (7)',
      'idle 60–70 (0)',
    ]);
  });

  it('does not know who ran after its events end before the others', () => {
    const lost = [{ stream: 0, fromNs: 30, toNs: 90 }];
    switched(0, [10, 0, VCPU_TID]);
    cpus.update(lost);
    cpus.close(90, lost);
    assert.deepEqual(all(), ['idle 0–10 (0)', 'vcpu 10–30 (100)', 'unknown 30–90 (-1)']);
  });

  it('does not guess where a switch was filtered out', () => {
    switched(0, [10, 0, VCPU_TID], [30, 8, 0]);
    cpus.close(40, []);
    assert.deepEqual(all(), ['idle 0–10 (0)', 'unknown 10–30 (-1)', 'idle 30–40 (0)']);
  });

  it('keeps other threads apart, and one that is switched to again as one', () => {
    switched(0, [10, 5, 6], [20, 6, 6], [30, 6, 9]);
    cpus.close(40, []);
    assert.deepEqual(all(), ['other 0–10 (5)', 'other 10–30 (6)', 'other 30–40 (9)']);
  });

  it('tells a thread anew that turns out to run a vCPU only after it ran', () => {
    switched(0, [10, 0, 77], [20, 77, 0]);
    bindings.bind(0, 77, 1, 25);
    cpus.close(30, []);
    names.set(Runner.firstVcpu + 1, 'second vcpu');
    assert.deepEqual(all()[1], 'other 10–20 (77)');
    for (const step of cpus.renew()) assert.equal(step, undefined);
    assert.deepEqual(all(), ['idle 0–10 (0)', 'second vcpu 10–20 (77)', 'idle 20–30 (0)']);
  });

  it('counts vCPUs beyond what it can tell apart together', () => {
    for (let tid = 1000; tid < 1400; tid++) bindings.bind(0, tid, tid, 0);
    for (let tid = 1000; tid < 1400; tid++) switched(0, [tid, tid, tid + 1]);
    cpus.close(2000, []);
    const { spans } = cpus.all[0]!;
    assert.ok(spans.totalOf(Runner.otherVcpu) > 100);
    // Beside them, one of all the others, and the thread at the end, which runs none.
    assert.equal(spans.categories.ids.length, 252);
  });
});
