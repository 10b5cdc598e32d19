import assert from 'node:assert/strict';
import type { EventDetail } from '../../src/protocol/events';
import { eventDetail, eventPage } from '../../src/queries/eventRows';
import { eventAccess } from '../../src/engine/eventAccess';
import { fixtureBytes, openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

const EVENTS = `
  10 cpu1 100 kvm_exit exit_reason=12 isa=1 vcpu_id=3 guest_rip=0xffffffff81000000
  20 cpu0 7 sched_waking comm=CPU3 pid=100 flags=8
  30 cpu1 100 kvm_entry vcpu_id=3 rip=0xffffffff81000001
`;

describe('eventPage', () => {
  it('has a column for everything the table shows', async () => {
    const trace = await openedTrace(traceText(EVENTS, { comms: ['100 CPU 3/KVM'] }));
    const rows = Float64Array.of(0, 1, 2);
    const { summary, ...page } = eventPage(eventAccess(trace, trace.passes), rows, {
      total: 3,
      start: 0,
    });
    assert.deepEqual(page, {
      total: 3,
      start: 0,
      row: rows,
      timeNs: Float64Array.of(0, 10, 20),
      source: Uint8Array.of(0, 0, 0),
      hostCpu: Int32Array.of(1, 0, 1),
      tid: Int32Array.of(100, 7, 100),
      comm: ['CPU 3/KVM', '<...>', 'CPU 3/KVM'],
      event: ['kvm_exit', 'sched_waking', 'kvm_entry'],
      vm: Int16Array.of(0, -1, 0),
      vcpu: Int16Array.of(3, -1, 3),
    });
    assert.match(summary[0]!, /HLT/);
  });

  it('shows the given rows, in the given order', async () => {
    const trace = await openedTrace(traceText(EVENTS));
    const page = eventPage(eventAccess(trace, trace.passes), Float64Array.of(2, 0), {
      total: 9,
      start: 4,
    });
    assert.deepEqual([...page.timeNs], [20, 0]);
    assert.deepEqual([page.total, page.start], [9, 4]);
  });

  it('can be empty', async () => {
    const trace = await openedTrace(traceText(EVENTS));
    const page = eventPage(eventAccess(trace, trace.passes), new Float64Array(0), {
      total: 0,
      start: 0,
    });
    assert.deepEqual([page.timeNs.length, page.summary], [0, []]);
  });
});

describe('eventDetail', () => {
  const detailOf = async (bytes: Uint8Array, row: number): Promise<EventDetail> => {
    const trace = await openedTrace(bytes);
    return eventDetail(eventAccess(trace, trace.passes), row, trace.reader.t0!);
  };

  it('says everything of one event', async () => {
    const file = traceText(EVENTS, { compression: 'none', comms: ['100 CPU 3/KVM'] });
    const { inWords, fields, rawHex, fileOffset, ...rest } = await detailOf(file, 0);
    assert.deepEqual(rest, {
      row: 0,
      timeNs: 0,
      absoluteNs: '1000010',
      recording: null,
      hostCpu: 1,
      tid: 100,
      comm: 'CPU 3/KVM',
      event: 'kvm:kvm_exit',
      vm: 0,
      vcpu: 3,
      rip: '0xffffffff81000000',
      callchain: [],
    });
    assert.ok(inWords.length > 0);
    assert.deepEqual(
      fields.slice(0, 3).map(({ name, value }) => [name, value]),
      [
        ['exit_reason', '12'],
        ['guest_rip', '0xffffffff81000000'],
        ['isa', '1'],
      ],
    );
    const bytes = rawHex
      .join(' ')
      .split(' ')
      .map((byte) => Number.parseInt(byte, 16));
    assert.deepEqual([...file.subarray(fileOffset!, fileOffset! + bytes.length)], bytes);
    assert.equal(rawHex[0]!.split(' ').length, 16);
  });

  it('decodes an event of a real recording', async () => {
    const detail = await detailOf(fixtureBytes('vmx-page-true-sharing'), 700);
    assert.match(detail.event, /^\w+:\w+$/);
    assert.ok(detail.fields.length > 0);
  });

  it('shows the bytes of an event whose format the recording lacks', async () => {
    const stranger = { system: 'made', name: 'stranger', id: 999, fields: ['u32 a'] };
    const named = traceText('10 cpu0 7 stranger a=5', { tracepoints: [stranger] });
    const at = new TextDecoder('latin1').decode(named).indexOf('ID: 999');
    named.set(new TextEncoder().encode('ID: 998'), at);
    const detail = await detailOf(named, 0);
    assert.equal(detail.event, 'unknown event 999');
    assert.deepEqual(detail.fields, []);
    assert.match(detail.rawHex[0]!, /^e7 03 00 00 07 00 00 00 05 00 00 00/);
  });

  it('names the values that the recording’s own format names', async () => {
    const detail = await detailOf(traceText(EVENTS), 0);
    assert.match(detail.fields[0]!.meaning, /HLT/);
  });

  it('adds up the stamp of a clock whose values no double holds', async () => {
    const base = 2n ** 63n + 1n;
    const detail = await detailOf(traceText(EVENTS, { base }), 2);
    assert.equal(detail.absoluteNs, (base + 30n).toString());
  });
});
