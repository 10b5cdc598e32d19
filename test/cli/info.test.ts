import assert from 'node:assert/strict';
import path from 'node:path';
import { fixture, runCli } from '../support/runCli';
import { textsFolder } from '../support/textFixture';

describe('exitscope info', function () {
  this.timeout(20_000); // Each test starts a process.

  it('prints the facts that outside checks rely on', () => {
    const { status, stdout } = runCli('info', fixture('vmx-two-vms'), '--json');
    assert.equal(status, 0);
    const info = JSON.parse(stdout) as Record<string, unknown>;
    assert.equal(info['schema'], 'exitscope.info/1');
    const [source] = info['sources'] as Record<string, unknown>[];
    assert.equal(source!['format'], 'trace.dat');
    assert.equal(source!['version'], '7');
    assert.equal(source!['compression'], 'zstd');
    assert.equal(source!['clock'], 'local');
    assert.equal(source!['clock_unit'], 'ns');
    assert.equal(source!['kernel'], '6.1.0-56-cloud-amd64');
    assert.equal(source!['cpus'], 2);
    assert.equal(typeof info['t0_ns'], 'string');
    assert.equal(info['events'], 6857);
    assert.equal((info['event_counts'] as Record<string, number>)['kvm_exit'], 2511);
    assert.equal(info['lost_events'], 0);
    assert.deepEqual(info['lost'], []);
    assert.deepEqual(info['diagnostics'], []);
  });

  it('tells two VMs apart that were started together', () => {
    const { stdout } = runCli('info', fixture('vmx-two-vms'), '--json');
    const { vms } = JSON.parse(stdout) as {
      vms: { vm: number; pid: null; name: null; vcpus: { vcpu: number; tid: number }[] }[];
    };
    const tids = vms.map(({ vm, pid, name, vcpus }) => [
      vm,
      pid,
      name,
      vcpus.map(({ vcpu, tid }) => `${vcpu}=${tid}`).join(' '),
    ]);
    assert.deepEqual(tids, [
      [0, null, null, '0=148 1=149'],
      [1, null, null, '0=150 1=151'],
    ]);
  });

  it('places and counts lost events', () => {
    const { stdout } = runCli('info', fixture('vmx-lost-events'), '--json');
    const info = JSON.parse(stdout) as {
      lost_events: number;
      lost: { cpu: number; from_ns: number; to_ns: number; count: number }[];
    };
    assert.equal(info.lost_events, 171);
    assert.equal(info.lost.length, 1);
    const [lost] = info.lost;
    assert.equal(lost!.cpu, 0);
    assert.equal(lost!.count, 171);
    assert.ok(lost!.from_ns < lost!.to_ns);
  });

  it('says that a cycle clock counts cycles, and converts it by a given frequency', () => {
    const sourceOf = (...args: string[]) => {
      const { stdout } = runCli('info', fixture('vmx-x86tsc-hlt-ipi'), '--json', ...args);
      const info = JSON.parse(stdout) as {
        duration_ns: number;
        sources: { clock: string; clock_unit: string }[];
      };
      return { ...info.sources[0]!, duration: info.duration_ns };
    };
    const cycles = sourceOf();
    const ns = sourceOf('--tsc-khz', '200000');
    assert.deepEqual([cycles.clock, cycles.clock_unit], ['x86-tsc', 'cycles']);
    assert.deepEqual([ns.clock, ns.clock_unit], ['x86-tsc', 'ns']);
    assert.equal(ns.duration, cycles.duration * 5);
  });

  it('does not count losses of a text of perf script that prints none', () => {
    const lostOf = (name: string): string | undefined => {
      const file = path.join(textsFolder, `${name}.perf-script.txt`);
      return /^lost events +(.*)$/m.exec(runCli('info', file).stdout)?.[1];
    };
    assert.match(lostOf('native-callgraph')!, /^not recorded .*--show-lost-events/);
    assert.match(lostOf('svm-mwait-nop.lost')!, /^\d+$/);
  });

  it('lists the facts for a reader', () => {
    const { stdout } = runCli('info', fixture('vmx-two-vms'));
    assert.match(stdout, /^VM 1 +vCPU 0 = thread 150, vCPU 1 = thread 151$/m);
    assert.match(stdout, /^kvm_exit +2511$/m);
  });
});
