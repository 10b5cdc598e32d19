import assert from 'node:assert/strict';
import { specialLine } from '../../../src/formats/text/specialLine';

function special(line: string): unknown {
  const bytes = Buffer.from(line, 'latin1');
  return specialLine(bytes, 0, bytes.length);
}

describe('specialLine', () => {
  it('reads the number of host CPUs, one a source', () => {
    assert.deepEqual(special('cpus=3'), { kind: 'host-cpus', source: '', count: 3 });
    const count = { kind: 'host-cpus', source: 'host.trace.dat', count: 3 };
    assert.deepEqual(special(' host.trace.dat: cpus=3'), count);
  });

  for (const [line, source, hostCpu, count] of [
    ['CPU:1 [12 EVENTS DROPPED]', '', 1, 12],
    ['CPU:0 [EVENTS DROPPED]', '', 0, null],
    ['CPU:12 [LOST 3 EVENTS]', '', 12, 3],
    ['CPU:0 [LOST EVENTS]', '', 0, null],
    ['        kvm: CPU:0 [7 EVENTS DROPPED]', 'kvm', 0, 7],
  ] as const) {
    it(`reads how many events were lost, and where: ${line.trim()}`, () => {
      assert.deepEqual(special(line), { kind: 'lost', source, hostCpu, count });
    });
  }

  for (const line of ['', '   ', '\tffffffff81281e80 kvm_vcpu_halt+0x210', ' => kvm_vcpu_halt']) {
    it(`takes it for more of the event before: "${line.trim()}"`, () => {
      assert.deepEqual(special(line), { kind: 'continuation' });
    });
  }

  it('reads comments', () => {
    assert.deepEqual(special('# tracer: nop'), { kind: 'comment', text: '# tracer: nop' });
  });

  for (const line of ['version = 6', ' guest.trace.dat: CPU 1 is empty']) {
    it(`knows what tools say of their own accord: ${line.trim()}`, () => {
      assert.deepEqual(special(line), { kind: 'remark' });
    });
  }

  it('takes all else for unreadable', () => {
    for (const line of ['libtraceevent: No such file', 'CPU:1 [DROPPED]', 'x'.repeat(300)]) {
      assert.deepEqual(special(line), { kind: 'unreadable' });
    }
  });
});
