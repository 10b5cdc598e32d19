import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { fixture, runCli } from '../support/runCli';

const root = path.join(__dirname, '../..');
const pair = (name: string): string => path.join(root, 'test/fixtures/pairs', name);

const two = [fixture('vmx-two-vms')];
const recordings: Record<string, Record<string, readonly string[]>> = {
  report: {
    'two VMs': two,
    'a recording with losses': [fixture('vmx-lost-events')],
    'a guest that idles inside': [fixture('vmx-hlt-passthrough')],
    'cycles of unknown length': [fixture('vmx-x86tsc-hlt-ipi')],
  },
  wakeups: { 'two VMs': two },
  findings: { 'two VMs': two },
};

function validator(name: string): ValidateFunction {
  const schema = JSON.parse(
    readFileSync(path.join(root, `docs/${name}.schema.json`), 'utf8'),
  ) as object;
  return new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
}

interface Report {
  readonly vcpus: readonly {
    readonly vcpu: number;
    readonly states_ns: Record<string, number>;
    readonly guest_facts: {
      readonly poll_window: {
        readonly kernel: string | null;
        readonly shrink: number | null;
        readonly replay: { readonly reproduced: number; readonly halts: number };
      } | null;
    } | null;
    readonly passthrough: { readonly share: number; readonly exact: boolean } | null;
  }[];
  readonly findings: readonly { readonly id: string }[];
  readonly missing: readonly { readonly event: string }[];
}

function report(...args: readonly string[]): Report {
  return JSON.parse(runCli('report', ...args, '--json').stdout) as Report;
}

describe('commands that tell of idling', function () {
  this.timeout(20_000); // Each test starts a process.

  for (const [command, of] of Object.entries(recordings)) {
    const isValid = validator(command);

    for (const [name, files] of Object.entries(of)) {
      it(`write ${command} as JSON as documented, of ${name}`, () => {
        const { status, stdout } = runCli(command, ...files, '--json');
        assert.equal(status, 0);
        assert.ok(isValid(JSON.parse(stdout)), JSON.stringify(isValid.errors));
      });
    }

    it(`write ${command} for people within 100 columns`, () => {
      const { status, stdout } = runCli(command, fixture('vmx-two-vms'));
      assert.equal(status, 0);
      const lines = stdout.split('\n');
      assert.ok(lines.length > 5);
      assert.deepEqual(
        lines.filter((line) => line.length > 100),
        [],
      );
    });
  }

  it('say where the time went, how vCPUs idled, what woke them and what stands out', () => {
    const { stdout } = runCli('report', fixture('vmx-two-vms'));
    assert.match(stdout, /^[!-] vCPU 0 of VM 1 burns .*KVM runs its MWAIT/m);
    assert.match(stdout, /^% +thread +guest +kernel/m);
    assert.match(stdout, /^1\.0 +mwait-nop +40 +40 +0 +0 /m);
    assert.match(stdout, /^0\.0 +vCPU 1 of VM 0 +ipi +\d+ +\d+$/m);
  });

  it('say how sure they are of what woke a vCPU, or why that is unknown', () => {
    const { stdout } = runCli('report', fixture('vmx-two-vms'));
    assert.match(stdout, /^0\.0 +hlt-block +ipi +certain +60 /m);
    assert.match(stdout, /^1\.0 +mwait-nop +memory-write +strong +30 /m);
    const ignored = ['kvm_apic_accept_irq', 'kvm_apicv_accept_irq', 'sched_waking'];
    const args = ignored.flatMap((name) => ['--ignore-event', name]);
    const untold = runCli('report', fixture('vmx-hlt-ipi'), ...args).stdout;
    assert.match(untold, /^0\.0 +hlt-block +unknown +not-recorded +\d+ /m);
  });

  it('follow the slowest wakeups from cause to guest, as many as asked for', () => {
    const { stdout } = runCli('wakeups', fixture('vmx-hlt-ipi'), '--slowest', '2');
    assert.equal(stdout.match(/woken by ipi by vCPU 1 of VM 0/g)?.length, 2);
    assert.match(
      stdout,
      /\(kvm_apic_accept_irq\)\n.*\(sched_waking\)\n.*\(sched_switch\)\n.*\(kvm_entry\)/,
    );
  });

  it('say times in cycles where nothing tells how long these are', () => {
    const file = fixture('vmx-x86tsc-hlt-ipi');
    assert.match(runCli('wakeups', file, '--slowest', '1').stdout, /^ {2}\d[\d,]+ cycles {3}/m);
  });

  it('do as if an event were not recorded', () => {
    const ignored = ['--ignore-event', 'kvm_apic_accept_irq'];
    const { missing } = report(fixture('vmx-hlt-ipi'), ...ignored);
    assert.ok(missing.some(({ event }) => event === 'kvm_apic_accept_irq'));
    const { stdout } = runCli('wakeups', fixture('vmx-hlt-ipi'), '--slowest', '1', ...ignored);
    assert.match(stdout, /\(sched_waking\)\n.*\(sched_switch\)\n.*\(kvm_entry\)/);
    assert.doesNotMatch(stdout, /kvm_apic_accept_irq/);
  });

  it('judge by the parameters that are set, and write them down', () => {
    const { stdout } = runCli('report', fixture('vmx-hlt-ipi'), '--parameter=edge_k=7', '--json');
    const { parameters } = JSON.parse(stdout) as { parameters: Record<string, number | null> };
    assert.deepEqual([parameters['edge_k'], parameters['n_halts']], [7, 50]);
  });

  it('say so where there is no event of the name to ignore', () => {
    const ignored = ['--ignore-event', 'kvm_exti', '--ignore-event', 'kvm:kvm_ex*'];
    const { stderr } = runCli('report', fixture('vmx-hlt-ipi'), ...ignored);
    assert.match(stderr, /--ignore-event kvm_exti: no such event/);
    assert.doesNotMatch(stderr, /kvm_ex\*/);
  });

  it('account for all of every vCPU’s time', () => {
    const { stdout } = runCli('info', fixture('vmx-two-vms'), '--json');
    const { duration_ns: durationNs } = JSON.parse(stdout) as { duration_ns: number };
    for (const { states_ns: states } of report(fixture('vmx-two-vms')).vcpus) {
      assert.equal(
        Object.values(states).reduce((sum, ns) => sum + ns, 0),
        durationNs,
      );
    }
  });

  it('estimate how much a vCPU idles that never leaves its guest, and say that it is an estimate', () => {
    const { vcpus, findings } = report(fixture('vmx-hlt-passthrough'));
    const { passthrough } = vcpus.find(({ vcpu }) => vcpu === 0)!;
    assert.equal(passthrough?.exact, false);
    assert.ok(passthrough.share > 0.9);
    assert.ok(findings.some(({ id }) => id === 'passed-through:0.0'));
  });

  it('prove the kernel by replaying the poll window, to the nanosecond', () => {
    const idle = path.join(root, 'test/fixtures/idle/vmx-haltpoll-adapt.trace.dat');
    const perf = path.join(root, 'test/fixtures/perf/native-zstd.perf.data');
    // A 6.1 and a 6.18 kernel: what halt_poll_ns_shrink is by default changed between them.
    for (const [file, wantedShrink] of [
      [idle, 0],
      [perf, 2],
    ] as const) {
      const windows = report(file).vcpus.flatMap(
        ({ guest_facts: facts }) => facts?.poll_window ?? [],
      );
      assert.ok(windows.length > 0);
      for (const { kernel, shrink, replay } of windows) {
        assert.equal(kernel, '6.1 or later');
        assert.equal(shrink, wantedShrink);
        assert.ok(replay.halts > 100);
        assert.equal(replay.reproduced, replay.halts);
      }
    }
    assert.match(runCli('report', idle).stdout, /^0\.0 +19 .* 6\.1 or later +0 +136 of 136$/m);
  });

  it('take a guest’s own word for how much it idles', () => {
    const { vcpus } = report(pair('kvm.host.trace.dat'), pair('kvm.guest.trace.dat'));
    assert.deepEqual(
      vcpus.map(({ vcpu, passthrough }) => [
        vcpu,
        passthrough?.exact,
        passthrough?.share.toFixed(6),
      ]),
      // Worked out from what trace-cmd report prints of the guest (kvm.merged.txt).
      [
        [1, true, '0.931938'],
        [0, true, '0.912813'],
      ],
    );
  });

  it('say how a guest’s own recording is used, where it is all there is', () => {
    const guest = pair('kvm.guest.trace.dat');
    for (const command of ['report', 'findings', 'wakeups', 'conflicts']) {
      const { status, stdout } = runCli(command, guest);
      assert.equal(status, 0);
      const text = stdout.replaceAll('\n', ' ');
      assert.match(text, /No vCPU was recorded\. .* was recorded in a guest/);
      assert.ok(text.includes(`exitscope report HOST --guest ${guest}`), command);
      assert.doesNotMatch(text, /Nothing stands out/);
    }
  });

  it('say that nothing stands out where nothing does', () => {
    const { stdout } = runCli('findings', fixture('vmx-minimal-hlt-timer'));
    assert.equal(stdout, 'Nothing stands out.\n');
  });
});
