import assert from 'node:assert/strict';
import type { EventDetail } from '../../../src/protocol/events';
import type { ClockUnit } from '../../../webview/format/time';
import { eventFacts } from '../../../webview/panels/eventFacts';
import { cannedDetail } from '../canned/cannedEvents';

function text(detail: EventDetail, id: string, clockUnit: ClockUnit = 'ns'): string | undefined {
  const fact = eventFacts(detail, clockUnit).find((candidate) => candidate.id === id);
  return fact?.text.replaceAll('\u202f', ' ');
}

describe('eventFacts', () => {
  const detail = cannedDetail(8);

  it('says when, on the trace and on its clock', () => {
    assert.equal(text(detail, 'time'), '0.000 019 863 s');
    assert.equal(text(detail, 'absolute'), '631963.290651977 s');
  });

  it('keeps every digit of a stamp that is too large for a number', () => {
    const late = { ...detail, absoluteNs: '18446744073709551615' };

    assert.equal(text(late, 'absolute'), '18446744073.709551615 s');
    assert.equal(text(late, 'absolute', 'cycles'), '18,446,744,073,709,551,615 cycles');
  });

  it('says where, in the host, the guest and the file', () => {
    assert.equal(text(detail, 'thread'), 'CPU 1/KVM-1304');
    assert.equal(text(detail, 'vcpu'), 'VM 0, vCPU 1');
    assert.equal(text(detail, 'offset'), 'byte 0x1f3a0c4');
    assert.equal(text({ ...detail, fileOffset: null }, 'offset'), undefined);
  });

  it('says that host CPU and thread id are not recorded, never 0', () => {
    const placeless = { ...detail, hostCpu: null, tid: null };

    assert.equal(text(placeless, 'cpu'), 'not recorded');
    assert.equal(text(placeless, 'thread'), 'CPU 1/KVM');
    const unnamed = { ...placeless, comm: '', vm: null, vcpu: null };
    assert.equal(text(unnamed, 'thread'), 'not recorded');
    assert.equal(text(unnamed, 'vcpu'), 'not recorded');
  });

  it('says that a thread runs no vCPU', () => {
    assert.equal(
      text({ ...detail, vm: null, vcpu: null }, 'vcpu'),
      'none: the thread runs no vCPU',
    );
  });
});
