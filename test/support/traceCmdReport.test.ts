import assert from 'node:assert/strict';
import { parseReportLine, reportedNumbers } from './traceCmdReport';

describe('parseReportLine', () => {
  it('reads a name with blanks, and a stamp of all nine digits', () => {
    const line =
      '       CPU 0/KVM-231   [001]    28.157439058: kvm_entry:             vcpu_id=0 rip=0x100000';
    assert.deepEqual(parseReportLine(line), {
      kind: 'event',
      comm: 'CPU 0/KVM',
      tid: 231,
      hostCpu: 1,
      stamp: 28_157_439_058n,
      event: 'kvm_entry',
      payload: 'vcpu_id=0 rip=0x100000',
    });
  });

  it('reads the stamp of a cycle clock, which stands right behind the CPU', () => {
    const line =
      '          <idle>-0     [000]101806974511: sched_waking:          comm=a-7 [001] pid=51';
    const event = parseReportLine(line);
    assert.ok(event.kind === 'event');
    assert.deepEqual([event.comm, event.tid, event.stamp], ['<idle>', 0, 101_806_974_511n]);
  });

  it('is not misled by a name that looks like the end of one', () => {
    const event = parseReportLine('       a-1 [2] 3.4: -7     [012]     1.000000002: print: x');
    assert.ok(event.kind === 'event');
    assert.deepEqual([event.comm, event.tid, event.hostCpu], ['a-1 [2] 3.4:', 7, 12]);
  });

  it('reads an event without a payload', () => {
    const event = parseReportLine('             vmm-191   [001]    19.272498804: kvm_fpu:');
    assert.ok(event.kind === 'event');
    assert.equal(event.payload, '');
  });

  it('reads how many events were dropped, if trace-cmd knows', () => {
    assert.deepEqual(parseReportLine('CPU:0 [171 EVENTS DROPPED]'), {
      kind: 'lost',
      hostCpu: 0,
      count: 171,
    });
    assert.deepEqual(parseReportLine('CPU:3 [EVENTS DROPPED]'), {
      kind: 'lost',
      hostCpu: 3,
      count: null,
    });
  });

  it('gives back what is neither', () => {
    assert.deepEqual(parseReportLine('cpus=2'), { kind: 'other', text: 'cpus=2' });
  });
});

describe('reportedNumbers', () => {
  it('reads decimal, hex and negative numbers', () => {
    const payload = 'reason=10 errno=-4 rip=0xffffffff81000000';
    assert.deepEqual(
      reportedNumbers(payload, ['reason', 'errno', 'rip']),
      new Map([
        ['reason', 10n],
        ['errno', -4n],
        ['rip', 0xffff_ffff_8100_0000n],
      ]),
    );
  });

  it('does not take the end of one name for another', () => {
    assert.deepEqual(reportedNumbers('guest_rip=1 rip=2', ['rip']), new Map([['rip', 2n]]));
  });

  it('has nothing when a field is missing', () => {
    assert.equal(reportedNumbers('rip=2', ['rip', 'vcpu_id']), undefined);
  });
});
