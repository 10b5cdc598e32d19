import assert from 'node:assert/strict';
import { fixture, runCli } from '../support/runCli';

interface ExitJson {
  readonly vm: number;
  readonly vcpu: number;
  readonly isa: string;
  readonly reason: string;
  readonly code: number;
  readonly class: string;
  readonly count: number;
  readonly paired: number;
  readonly total_ns: number;
  readonly [name: string]: unknown;
}

function exitsOf(name: string): readonly ExitJson[] {
  const { status, stdout } = runCli('exits', fixture(name), '--json');
  assert.equal(status, 0);
  const { schema, exits } = JSON.parse(stdout) as { schema: string; exits: ExitJson[] };
  assert.equal(schema, 'exitscope.exits/1');
  return exits;
}

describe('exitscope exits', function () {
  this.timeout(20_000); // Each test starts a process.

  it('counts the exits of each vCPU and reason as the guest itself did', () => {
    const counts = exitsOf('vmx-two-vms')
      .filter(({ reason }) => ['HLT', 'MWAIT_INSTRUCTION', 'MONITOR_INSTRUCTION'].includes(reason))
      .map(({ vm, vcpu, reason, code, count }) => [vm, vcpu, reason, code, count]);
    assert.deepEqual(counts, [
      [0, 0, 'HLT', 12, 60],
      [1, 0, 'MONITOR_INSTRUCTION', 39, 1095],
      [1, 0, 'MWAIT_INSTRUCTION', 36, 1065],
    ]);
  });

  it('reads SVM exits by SVM names', () => {
    const hlt = exitsOf('svm-hlt-ipi.zlib').find(({ reason }) => reason === 'hlt');
    assert.deepEqual([hlt?.isa, hlt?.code, hlt?.class, hlt?.count], ['svm', 0x78, 'idle', 200]);
  });

  it('has null, not 0, for what nobody can say of exits that no entry follows', () => {
    const last = exitsOf('vmx-two-vms').find(({ reason }) => reason === 'IO_INSTRUCTION')!;
    assert.deepEqual([last.count, last.paired, last.total_ns], [1, 0, 0]);
    const times = ['min_ns', 'mean_ns', 'p50_ns', 'p90_ns', 'p99_ns', 'max_ns'];
    assert.deepEqual(
      times.map((name) => last[name]),
      times.map(() => null),
    );
  });

  it('prints a table for a reader', () => {
    const { stdout } = runCli('exits', fixture('vmx-hlt-ipi'));
    assert.match(stdout, /^VM {2}vCPU {2}reason/);
    assert.match(stdout, /^0 +0 +HLT \(12\) +idle +100 +100 /m);
  });
});
