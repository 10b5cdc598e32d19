import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventInWords } from '../../src/kvm/eventInWords';
import type { FieldValue } from '../../src/kvm/fieldValues';
import { hostFields } from '../../src/kvm/hostFields';
import { kvmFields, kvmmmuFields } from '../../src/kvm/kvmFields';
import { conditionsOf, schedSwitchFormat61 } from './printFormats';
import { inWords, summaryOf } from './words';

describe('host events in words', () => {
  it('tells who leaves the CPU and why', () => {
    const fields = {
      prev_comm: 'CPU 0/KVM',
      prev_pid: 137,
      prev_prio: 120,
      prev_state: 0x100n,
      next_comm: 'swapper/1',
      next_pid: 0,
      next_prio: 120,
    };
    assert.equal(
      summaryOf('sched:sched_switch', fields, { conditions: conditionsOf(schedSwitchFormat61) }),
      'CPU 0/KVM (tid 137) off (R+, preempted, runnable), swapper/1 (tid 0) on',
    );
  });

  it('leaves open what trace-cmd’s R leaves open', () => {
    const fields = { prev_comm: 'a', prev_pid: 7, prev_state: 'R', next_comm: 'b', next_pid: 9 };
    assert.equal(
      summaryOf('sched:sched_switch', fields),
      'a (tid 7) off (R, runnable, preempted or not), b (tid 9) on',
    );
  });

  it('says of an event that only its own words tell what these are', () => {
    const printed = 'dst 0 vec 48 (Fixed|physical|edge)';
    assert.equal(summaryOf('kvm:kvm_msi_set_irq', { printed }), printed);
  });

  it('works without thread names', () => {
    assert.equal(
      summaryOf('sched:sched_switch', { prev_pid: 137, prev_state: 1n, next_pid: 0 }),
      'tid 137 off (S, sleeping), tid 0 on',
    );
  });

  it('warns about the waker of an interrupted thread', () => {
    const words = inWords('sched:sched_waking', { comm: 'CPU 1/KVM', pid: 19462, target_cpu: 1 });
    assert.equal(words.summary, 'wakes CPU 1/KVM (tid 19462), for host CPU 1');
    assert.match(words.sentences[0] ?? '', /or the interrupt that hit it/);
  });

  it('names interrupts of the host', () => {
    assert.equal(
      summaryOf('irq_vectors:call_function_single_entry', { vector: 0xfb }),
      'host vector 0xfb CALL_FUNCTION_SINGLE begins',
    );
    assert.equal(summaryOf('irq:softirq_entry', { vec: 8 }), 'soft interrupt HRTIMER (8) begins');
  });

  it('tells a timer by its function where the recording names it', () => {
    assert.equal(
      summaryOf('timer:hrtimer_expire_entry', {
        hrtimer: 1n,
        function: 'apic_timer_fn',
        now: 2714585543612n,
      }),
      "hrtimer fires: apic_timer_fn, a guest's local APIC timer, now 2,714,585,543,612 ns",
    );
    assert.equal(
      summaryOf('timer:hrtimer_expire_entry', { hrtimer: 1n, function: 0xffn, now: 1n }),
      'hrtimer fires: 0xff, now 1 ns',
    );
  });

  it('tells the end of host idle, whichever sign -1 has', () => {
    assert.equal(
      summaryOf('power:cpu_idle', { state: 4294967295, cpu_id: 1 }),
      'CPU 1 leaves idle',
    );
    assert.equal(summaryOf('power:cpu_idle', { state: -1, cpu_id: 1 }), 'CPU 1 leaves idle');
    assert.equal(summaryOf('power:cpu_idle', { state: 1, cpu_id: 1 }), 'CPU 1 enters idle state 1');
  });

  it('names signals and migrations', () => {
    assert.equal(
      summaryOf('signal:signal_generate', { sig: 10, errno: 0, code: -6, pid: 32670, result: 0 }),
      'sends SIGUSR1 (10) to tid 32670',
    );
    assert.equal(
      summaryOf('migrate:mm_migrate_pages', { succeeded: 3n, failed: 0n, reason: 5, mode: 0 }),
      'pages migrated: 3 done, 0 failed, because of numa_misplaced (5)',
    );
  });

  it('finds KVM_RUN among the system calls', () => {
    assert.equal(
      summaryOf('raw_syscalls:sys_enter', { id: 16n, args: [9n, 0xae80n, 0n] }),
      'system call ioctl KVM_RUN (0xae80) begins',
    );
    assert.equal(summaryOf('raw_syscalls:sys_enter', { id: 16n }), 'system call ioctl (16) begins');
  });

  it('shows a marker as its text, on one line', () => {
    assert.equal(
      summaryOf('ftrace:print', { ip: 1n, buf: 'lab:begin\n tsc=1\n' }),
      'lab:begin tsc=1',
    );
  });

  it('shows any other event as pairs', () => {
    assert.equal(
      summaryOf('block:block_rq_issue', { dev: 8388608, sector: 255n, bytes: [1, 2], comm: 'dd' }),
      'dev=8388608 sector=0xff bytes=[0x1 0x2] comm=dd',
    );
  });
});

describe('eventInWords', () => {
  const tracepoints = Object.entries({
    kvm: kvmFields,
    kvmmmu: kvmmmuFields,
    ...hostFields,
  }).flatMap(([system, events]) =>
    Object.entries(events).map(([name, names]) => ({ system, name, names: names.split(' ') })),
  );
  const anyValue = fc.oneof(
    fc.integer({ min: -0x80000000, max: 0xffffffff }),
    fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }),
    fc.string(),
    fc.array(fc.integer({ min: 0, max: 255 })),
  );

  it('says something about every tracepoint, whatever its fields hold', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...tracepoints),
        fc.infiniteStream(fc.option(anyValue, { nil: undefined })),
        ({ system, name, names }, values) => {
          const fields = names.flatMap((field) => {
            const value = values.next().value as FieldValue | undefined;
            return value === undefined ? [] : [[field, value] as const];
          });
          const words = eventInWords({ system, name, fields: new Map(fields) });
          assert.ok(fields.length === 0 || words.summary.length > 0);
          assert.doesNotMatch(words.summary, /undefined|NaN|\n/);
          for (const sentence of words.sentences) assert.doesNotMatch(sentence, /undefined|NaN/);
          for (const [field, meaning] of words.meanings) {
            assert.ok(fields.some(([known]) => known === field));
            assert.notEqual(meaning, '');
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('has words of its own for every tracepoint that keeps columns', () => {
    const pairs = tracepoints
      .filter(({ system, name, names }) => {
        const fields = new Map(names.map((field) => [field, 1n] as const));
        return eventInWords({ system, name, fields }).summary.startsWith(`${names[0]}=`);
      })
      .map(({ system, name }) => `${system}:${name}`);
    assert.deepEqual(pairs, []);
  });
});
