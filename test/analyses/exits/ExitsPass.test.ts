import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fixtureBytes, openedTrace } from '../../support/openTrace';
import type { AnalysedTrace } from '../../support/openTrace';
import { traceText } from '../../support/traceText';

/** By thread: `code: count exits, durations of the paired ones`. */
function tallies({ exits, directory }: AnalysedTrace): string[] {
  return exits.tallies.map(({ binding, code, count, durations }) => {
    const { tid } = directory.bindings.all[binding]!;
    return `${tid} ${code}: ${count}, ${[...durations.each!].join(' ')}`.trimEnd();
  });
}

const talliesOf = async (text: string): Promise<string[]> =>
  tallies(await openedTrace(traceText(text)));

interface Expected {
  readonly t0: string;
  readonly vms: readonly (readonly number[])[];
  readonly exits: readonly (readonly [tid: number, code: number, count: number])[];
}

/** What the guests themselves counted. */
const expected = JSON.parse(
  readFileSync(path.join(__dirname, '../../fixtures/exits.expected.json'), 'utf8'),
) as Readonly<Record<string, Expected>>;

describe('ExitsPass', () => {
  for (const [name, { t0, vms, exits }] of Object.entries(expected)) {
    it(`counts the exits of each vCPU of a real recording as its guest did: ${name}`, async () => {
      const trace = await openedTrace(fixtureBytes(name));
      assert.equal(String(trace.reader.t0), t0);
      const found = trace.exits.tallies.map(({ binding, code, count }) => [
        trace.directory.bindings.all[binding]!.tid,
        code,
        count,
      ]);
      found.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
      assert.deepEqual(found, exits);
      const groups = trace.directory.vms.map(({ bindings }) =>
        bindings.map((index) => trace.directory.bindings.all[index]!.tid),
      );
      assert.deepEqual(groups, vms);
    });
  }

  it('measures from the exit to the next entry of the same thread', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      110 cpu1 101 kvm_exit exit_reason=12 isa=1 vcpu_id=1
      150 cpu1 101 kvm_entry vcpu_id=1
      180 cpu0 100 kvm_entry vcpu_id=0
      200 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      207 cpu0 100 kvm_entry vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 12: 2, 80 7', '101 12: 1, 40']);
  });

  it('counts the time in userspace as part of the exit', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=30 isa=1 vcpu_id=0
      150 cpu0 100 kvm_userspace_exit reason=2
      900 cpu0 100 kvm_entry vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 30: 1, 800']);
  });

  it('follows a thread to another host CPU', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      500 cpu3 100 kvm_entry vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 12: 1, 400']);
  });

  it('counts an exit that the end of the trace cuts off, without a duration', async () => {
    const text = `
      100 cpu0 100 kvm_entry vcpu_id=0
      200 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 12: 1,']);
  });

  it('gives no duration to an exit that another one follows', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=48 isa=1 vcpu_id=0
      200 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      300 cpu0 100 kvm_entry vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 48: 1,', '100 12: 1, 100']);
  });

  it('takes the VMX fast path for an entry that took no time (A-2)', async () => {
    const text = `
      50 cpu0 100 kvm_entry vcpu_id=0
      100 cpu0 100 kvm_exit exit_reason=32 isa=1 vcpu_id=0
      200 cpu0 100 kvm_exit exit_reason=52 isa=1 vcpu_id=0
      300 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      400 cpu0 100 kvm_entry vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 32: 1, 0', '100 52: 1, 0', '100 12: 1, 100']);
  });

  it('knows no fast path on SVM, where the numbers mean other exits', async () => {
    const text = `
      50 cpu0 100 kvm_entry vcpu_id=0
      100 cpu0 100 kvm_exit exit_reason=32 isa=2 vcpu_id=0
      200 cpu0 100 kvm_exit exit_reason=120 isa=2 vcpu_id=0
      300 cpu0 100 kvm_entry vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 32: 1,', '100 120: 1, 100']);
  });

  it('invents no entries where none were recorded', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=32 isa=1 vcpu_id=0
      200 cpu0 100 kvm_exit exit_reason=32 isa=1 vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 32: 2,']);
  });

  it('is not misled by an entry without an exit (A-3)', async () => {
    const text = `
      100 cpu0 100 kvm_entry vcpu_id=0
      150 cpu0 100 kvm_userspace_exit reason=9
      200 cpu0 100 kvm_entry vcpu_id=0
      300 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      340 cpu0 100 kvm_entry vcpu_id=0
      400 cpu0 100 kvm_entry vcpu_id=0
    `;
    assert.deepEqual(await talliesOf(text), ['100 12: 1, 40']);
  });

  it('strips the flags of a failed VMX entry from the reason', async () => {
    const text = '100 cpu0 100 kvm_exit exit_reason=0x80000021 isa=1 vcpu_id=0';
    assert.deepEqual(await talliesOf(text), ['100 33: 1,']);
  });

  it('adds up the exits of a thread by vCPU, however often it changes between two', async () => {
    const text = [0, 1, 0, 1, 0]
      .map(
        (vcpu, index) => `
          ${index * 100} cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=${vcpu}
          ${index * 100 + 50} cpu0 100 kvm_entry vcpu_id=${vcpu}`,
      )
      .join('');
    assert.deepEqual(await talliesOf(text), ['100 12: 3, 50 50 50', '100 12: 2, 50 50']);
  });

  it('starts anew when the thread runs another vCPU (A-11)', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      200 cpu0 100 kvm_entry vcpu_id=1
      300 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=1
      350 cpu0 100 kvm_entry vcpu_id=1
    `;
    assert.deepEqual(await talliesOf(text), ['100 12: 1,', '100 12: 1, 50']);
  });

  it('counts beside it what perf kvm stat does: from the first entry on, and across losses', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      150 cpu0 100 kvm_entry vcpu_id=0
      200 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      lost cpu0 3
      500 cpu0 100 kvm_entry vcpu_id=0
      600 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      620 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      630 cpu0 100 kvm_entry vcpu_id=0
    `;
    const { exits } = await openedTrace(traceText(text));
    const [{ durations, perfPaired, perfTotalNs }] = exits.tallies as [(typeof exits.tallies)[0]];
    assert.deepEqual([...durations.each!], [50, 10]);
    assert.deepEqual([perfPaired, perfTotalNs], [2, 310]);
  });

  describe('across lost events', () => {
    const exit = '100 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0';
    const entry = (cpu: number): string => `500 cpu${cpu} 100 kvm_entry vcpu_id=0`;
    const other = (time: number, cpu: number): string => `${time} cpu${cpu} 7 sched_waking pid=7`;

    it('gives no duration when they were lost where the thread was', async () => {
      assert.deepEqual(await talliesOf(`${exit}\nlost cpu0 3\n${entry(0)}`), ['100 12: 1,']);
      const between = `${exit}\nlost cpu0\n${other(300, 0)}\n${entry(0)}`;
      assert.deepEqual(await talliesOf(between), ['100 12: 1,']);
    });

    it('gives no duration when they were lost where the thread went', async () => {
      const text = `${other(50, 1)}\n${exit}\nlost cpu1 3\n${entry(1)}`;
      assert.deepEqual(await talliesOf(text), ['100 12: 1,']);
    });

    it('does not take two exits for the fast path when they were lost where the thread went', async () => {
      const text = `
        20 cpu1 7 sched_waking pid=7
        50 cpu0 100 kvm_entry vcpu_id=0
        100 cpu0 100 kvm_exit exit_reason=32 isa=1 vcpu_id=0
        lost cpu1 3
        200 cpu1 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
        240 cpu1 100 kvm_entry vcpu_id=0
      `;
      assert.deepEqual(await talliesOf(text), ['100 32: 1,', '100 12: 1, 40']);
    });

    it('gives the duration when they were lost elsewhere, or before', async () => {
      const elsewhere = `${other(50, 2)}\n${exit}\nlost cpu2 3\n${other(300, 2)}\n${entry(0)}`;
      assert.deepEqual(await talliesOf(elsewhere), ['100 12: 1, 400']);
      const before = `${other(50, 0)}\nlost cpu0 3\n${exit}\n${entry(0)}`;
      assert.deepEqual(await talliesOf(before), ['100 12: 1, 400']);
    });

    it('does not take two exits around them for the fast path', async () => {
      const text = `
        50 cpu0 100 kvm_entry vcpu_id=0
        100 cpu0 100 kvm_exit exit_reason=32 isa=1 vcpu_id=0
        lost cpu0 2
        200 cpu0 100 kvm_exit exit_reason=32 isa=1 vcpu_id=0
        240 cpu0 100 kvm_entry vcpu_id=0
      `;
      assert.deepEqual(await talliesOf(text), ['100 32: 2, 40']);
    });
  });

  it('goes by the other fields where a reason stands for several classes', async () => {
    const trace = await openedTrace(
      traceText(`
        1 cpu0 100 kvm_exit exit_reason=0 isa=1 vcpu_id=0 intr_info=0x80000b0e
        2 cpu0 101 kvm_exit exit_reason=0 isa=1 vcpu_id=1 intr_info=0x80000202
        3 cpu0 102 kvm_exit exit_reason=0 isa=1 vcpu_id=2 intr_info=0x80000b0e
        4 cpu0 102 kvm_exit exit_reason=0 isa=1 vcpu_id=2 intr_info=0x80000202
        5 cpu0 103 kvm_exit exit_reason=1024 isa=2 vcpu_id=3 info1=0x10000000f
        6 cpu0 104 kvm_exit exit_reason=1024 isa=2 vcpu_id=4 info1=0x100000006
      `),
    );
    assert.deepEqual(
      trace.exits.tallies.map(({ classes }) => [...classes.keys()].join(' ')),
      ['mem', 'nmi', 'mem nmi', 'mmio', 'mem'],
    );
  });
});
