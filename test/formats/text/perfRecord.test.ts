import assert from 'node:assert/strict';
import { perfRecord } from '../../../src/formats/text/perfRecord';

function record(text: string): unknown {
  const bytes = Buffer.from(text);
  return perfRecord(bytes, 0, bytes.length);
}

describe('perfRecord', () => {
  it('reads how many events were lost', () => {
    assert.deepEqual(record('PERF_RECORD_LOST lost 60'), { kind: 'lost', count: 60 });
    assert.deepEqual(record('PERF_RECORD_LOST_SAMPLES lost 7'), { kind: 'lost', count: 7 });
  });

  it('reads what a thread is called from then on, whatever the name holds', () => {
    const comm = { kind: 'comm', name: 'CPU 0/KVM', pid: 31075, tid: 31081 };
    assert.deepEqual(record('PERF_RECORD_COMM: CPU 0/KVM:31075/31081'), comm);
    assert.deepEqual(record('PERF_RECORD_COMM exec: a:1/2:3/4'), {
      kind: 'comm',
      name: 'a:1/2',
      pid: 3,
      tid: 4,
    });
  });

  it('takes all other records for what they are', () => {
    const map = `PERF_RECORD_MMAP2 1/1: [0x0(0x1) @ 0x0 fe:00 1 0]: r-xp /${'x'.repeat(400)}`;
    for (const text of ['PERF_RECORD_SWITCH IN         ', 'PERF_RECORD_LOST', map]) {
      assert.deepEqual(record(text), { kind: 'other' });
    }
    assert.equal(record('kvm:kvm_eoi: apicid 1'), undefined);
  });
});
