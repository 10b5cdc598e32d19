import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import { OpenTrace } from '../../src/engine/OpenTrace';
import { BLOCK_ROWS } from '../../src/events/EventTable';
import type { Decompressor } from '../../src/formats/ByteSource';
import { memorySource } from '../../src/formats/memorySource';
import { ByteWriter } from '../support/ByteWriter';
import { eventLines } from '../support/eventLines';
import { openedWith, type OpenOptions } from '../support/openTrace';
import { subBuffer } from '../support/subBuffer';
import { writeTraceDat } from '../support/traceDatWriter';
import { formatText, recordBytes, tracepoints } from '../support/tracepoints';
import { eventsOfText, traceText, writtenCpus, writtenTrace } from '../support/traceText';
import type { WrittenEvent } from '../support/traceText';

const entry = (time: number, hostCpu = 0, tid = 100): WrittenEvent => ({
  time,
  hostCpu,
  tid,
  event: 'kvm_entry',
  fields: { vcpu_id: tid - 100 },
});

const formats = tracepoints.map((tracepoint) => ({
  system: tracepoint.system,
  text: formatText(tracepoint),
}));

describe('EventReader', function () {
  this.timeout(20_000);
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  it('merges the host CPUs by time, the lower one first when stamps are equal', () => {
    const trace = openedWith(
      decompressor,
      traceText(`
        10 cpu1 101 kvm_entry vcpu_id=1
        20 cpu1 101 kvm_entry vcpu_id=1
        10 cpu0 100 kvm_entry vcpu_id=0
        15 cpu0 100 kvm_entry vcpu_id=0
      `),
    );
    assert.deepEqual(
      eventLines(trace).map((line) => line.slice(0, 10)),
      ['0 cpu0 100', '0 cpu1 101', '5 cpu0 100', '10 cpu1 10'],
    );
    assert.equal(trace.reader.t0, 1_000_010n);
    assert.equal(trace.reader.lastNs, 10);
  });

  it('keeps the order of every CPU and of time, whatever it reads', () => {
    const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 5 }), (cpus) => {
        const events = cpus.flatMap((list, hostCpu) =>
          list.sort((a, b) => a - b).map((time, at) => ({ ...entry(time, hostCpu), tid: at })),
        );
        const trace = openedWith(decompressor, writtenTrace(events, { pageBytes: 256 }));
        const first = Math.min(...events.map(({ time }) => time));
        const wanted = [...events]
          .sort((a, b) => a.time - b.time || a.hostCpu - b.hostCpu)
          .map(({ time, hostCpu, tid }) => [time - first, hostCpu, tid]);
        const rows = trace.table.blocks.flatMap((block) =>
          Array.from({ length: block.length }, (_, at) => [
            block.time[at]!,
            trace.table.streams[block.stream[at]!]!.hostCpu,
            block.tid[at]!,
          ]),
        );
        assert.deepEqual(rows, wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('continues a block of rows where the one before ended', () => {
    const count = BLOCK_ROWS * 2 + 100;
    const events = Array.from({ length: count }, (_, index) => ({
      ...entry(index, index % 3, 100 + (index % 7)),
      event: index % 5 === 0 ? 'kvm_exit' : 'kvm_entry',
      fields: { vcpu_id: index % 7, exit_reason: index & 0xffff, rip: index, guest_rip: index },
    }));
    const trace = openedWith(decompressor, writtenTrace(events, { compression: 'zlib' }));
    const { blocks } = trace.table;
    assert.deepEqual(
      blocks.map(({ firstRow, length }) => [firstRow, length]),
      [
        [0, BLOCK_ROWS],
        [BLOCK_ROWS, BLOCK_ROWS],
        [2 * BLOCK_ROWS, 100],
      ],
    );
    assert.equal(trace.table.length, count);
    const lines = eventLines(trace);
    for (const index of [0, BLOCK_ROWS - 1, BLOCK_ROWS, BLOCK_ROWS + 1, count - 1]) {
      const { event, tid, hostCpu } = events[index]!;
      const own = event === 'kvm_entry' ? ` vcpu_id=${index % 7} rip=0x${index.toString(16)}` : '';
      assert.ok(
        lines[index]!.startsWith(`${index} cpu${hostCpu} ${tid} ${event}${own}`),
        lines[index],
      );
    }
  });

  it('counts all events, and makes rows of the wanted ones', () => {
    const trace = openedWith(
      decompressor,
      traceText(`
        1 cpu0 100 kvm_entry vcpu_id=0
        2 cpu0 100 kvm_userspace_exit reason=6
        3 cpu0 100 kvm_entry vcpu_id=0
      `),
      { keeps: (_, event) => event === 'kvm_userspace_exit' },
    );
    assert.deepEqual(eventLines(trace), ['1 cpu0 100 kvm_userspace_exit reason=6 errno=0']);
    const counts = trace.reader.kinds.map((kind) => [kind.name, trace.reader.countOf(kind)]);
    assert.deepEqual(counts, [
      ['kvm_entry', 2],
      ['kvm_userspace_exit', 1],
    ]);
  });

  it('restricts to a time range and to host CPUs, times still counting from the first event', () => {
    const bytes = writtenTrace(
      Array.from({ length: 100 }, (_, index) => entry(index * 10, index % 2)),
    );
    const part = { fromNs: 200, toNs: 400, hostCpus: [1] };
    const trace = openedWith(decompressor, bytes, { part });
    const lines = eventLines(trace);
    assert.equal(lines.length, 10);
    assert.ok(lines[0]!.startsWith('210 cpu1'));
    assert.ok(lines.at(-1)!.startsWith('390 cpu1'));
    assert.equal(trace.reader.t0, 1_000_000n);
  });

  it('leaves out a CPU whose first event lies behind the time range', () => {
    const text = `
      0 cpu0 100 kvm_entry vcpu_id=0
      50 cpu1 101 kvm_entry vcpu_id=1
      60 cpu0 100 kvm_exit vcpu_id=0
    `;
    const lines = (options: OpenOptions): string[] =>
      eventLines(openedWith(decompressor, traceText(text), options)).map((line) =>
        line.slice(0, 6),
      );
    assert.deepEqual(lines({ part: { toNs: 40 } }), ['0 cpu0']);
    assert.deepEqual(lines({ part: { toNs: 40, hostCpus: [1] } }), []);
  });

  it('places losses between the last event before them and the first one after', () => {
    const trace = openedWith(
      decompressor,
      traceText(`
        10 cpu0 100 kvm_entry vcpu_id=0
        20 cpu0 100 kvm_entry vcpu_id=0
        lost cpu0 171
        90 cpu0 100 kvm_entry vcpu_id=0
        lost cpu0
        95 cpu0 100 kvm_entry vcpu_id=0
        lost cpu1 4
        50 cpu1 100 kvm_entry vcpu_id=0
      `),
    );
    assert.deepEqual(
      [...trace.reader.lost].sort((a, b) => a.hostCpu - b.hostCpu || a.toNs - b.toNs),
      [
        { stream: 0, hostCpu: 0, fromNs: 10, toNs: 80, count: 171 },
        { stream: 0, hostCpu: 0, fromNs: 80, toNs: 85, count: null },
        { stream: 1, hostCpu: 1, fromNs: 0, toNs: 40, count: 4 },
      ],
    );
  });

  it('holds an event back that lies before the one recorded before it, and says so', () => {
    const [first] = writtenCpus(eventsOfText('100 cpu0 100 kvm_entry\n500 cpu0 100 kvm_entry'));
    const [second] = writtenCpus(eventsOfText('440 cpu0 100 kvm_entry\n600 cpu0 100 kvm_entry'));
    const data = new ByteWriter().bytes(first!.data).bytes(second!.data).finish();
    const buffers = [{ instance: '', clock: 'local', cpus: [{ hostCpu: 0, data }] }];
    const trace = openedWith(decompressor, writeTraceDat({ version: 7, formats, buffers }));
    assert.deepEqual([...trace.table.blocks[0]!.time.subarray(0, 4)], [0, 400, 400, 500]);
    const [diagnostic] = trace.reader.diagnostics;
    assert.equal(diagnostic?.code, 'time-went-backwards');
    assert.match(diagnostic.message, /^1 events lie up to 60 ns before/);
  });

  it('lists records whose format the file lacks, by their number', () => {
    const stranger = { system: 'made', name: 'stranger', id: 999, fields: ['u32 a'] };
    const payload = recordBytes(stranger, { tid: 7 }, { a: 1 });
    const data = subBuffer({ base: 5n }, [{ delta: 0, payload }]);
    const buffers = [{ instance: '', clock: 'local', cpus: [{ hostCpu: 0, data }] }];
    const trace = openedWith(decompressor, writeTraceDat({ version: 7, formats, buffers }));
    assert.deepEqual(eventLines(trace), ['0 cpu0 7 unknown event 999']);
    const [diagnostic] = trace.reader.diagnostics;
    assert.equal(diagnostic?.code, 'unknown-tracepoint');
    assert.match(diagnostic.message, /^1 records have the event number of no format/);
  });

  it('says which records are shorter than their format', () => {
    const exit = tracepoints.find(({ name }) => name === 'kvm_exit')!;
    const payload = recordBytes(exit, { tid: 7 }, { exit_reason: 12 }).subarray(0, 16);
    const data = subBuffer({ base: 5n }, [{ delta: 0, payload }]);
    const buffers = [{ instance: '', clock: 'local', cpus: [{ hostCpu: 0, data }] }];
    const trace = openedWith(decompressor, writeTraceDat({ version: 7, formats, buffers }));
    assert.equal(trace.table.length, 1);
    const [diagnostic] = trace.reader.diagnostics;
    assert.equal(diagnostic?.code, 'undecodable-records');
    assert.match(diagnostic.message, /^1 records of kvm_exit are shorter than their own format/);
  });

  it('shows the rest of a CPU whose sub-buffers are partly damaged or were never written', () => {
    const pages = writtenCpus(
      Array.from({ length: 400 }, (_, index) => entry(index * 10)),
      { pageBytes: 1024 },
    )[0]!.data;
    new DataView(pages.buffer).setUint32(1024 + 8, 5000, true);
    pages.fill(0, 2048, 3072);
    const buffers = [{ instance: '', clock: 'local', cpus: [{ hostCpu: 3, data: pages }] }];
    const trace = openedWith(
      decompressor,
      writeTraceDat({ version: 7, formats, buffers, pageBytes: 1024 }),
    );
    assert.ok(trace.table.length > 300 && trace.table.length < 400);
    assert.deepEqual(
      trace.recording.diagnostics.map(({ code, message }) => [code, message]),
      [
        [
          'damaged-sub-buffer',
          'CPU 3 data, first at byte 0x400 of its sub-buffers: 1 sub-buffers say they hold more than fits and were left out. Copy the file again.',
        ],
        [
          'empty-sub-buffer',
          'CPU 3 data, first at byte 0x800 of its sub-buffers: 1 sub-buffers were never written (zeros). Events may be missing there; a sparse copy or a crash leaves such holes.',
        ],
      ],
    );
  });

  it('merges instances that share a clock', () => {
    const [top] = writtenCpus([entry(10), entry(30)]);
    const [own] = writtenCpus([entry(20, 0, 101)]);
    const buffers = [
      { instance: '', clock: 'mono', cpus: [top!] },
      { instance: 'mine', clock: 'mono', cpus: [own!] },
    ];
    const trace = openedWith(decompressor, writeTraceDat({ version: 7, formats, buffers }));
    assert.deepEqual([...trace.table.blocks[0]!.tid.subarray(0, 3)], [100, 101, 100]);
    assert.deepEqual(
      trace.table.streams.map(({ instance }) => instance),
      ['', 'mine'],
    );
    assert.deepEqual(trace.recording.diagnostics, []);
  });

  it('leaves out an instance of another clock, and says so', () => {
    const [top] = writtenCpus([entry(10)]);
    const [own] = writtenCpus([entry(20, 0, 101)]);
    const buffers = [
      { instance: '', clock: 'mono', cpus: [top!] },
      { instance: 'cycles', clock: 'x86-tsc', cpus: [own!] },
    ];
    const trace = openedWith(decompressor, writeTraceDat({ version: 7, formats, buffers }));
    assert.equal(trace.table.length, 1);
    const [diagnostic] = trace.recording.diagnostics;
    assert.equal(diagnostic?.code, 'other-clock');
    assert.match(diagnostic.message, /were left out: "cycles" \(x86-tsc\)\./);
  });

  it('opens a recording without a single event', () => {
    const trace = openedWith(decompressor, writtenTrace([]));
    assert.equal(trace.table.length, 0);
    assert.equal(trace.reader.t0, undefined);
    assert.equal(trace.reader.lastNs, 0);
  });

  it('comes back often while it reads sub-buffers without events', () => {
    const data = new Uint8Array(64 << 20);
    const buffers = [{ instance: '', clock: 'local', cpus: [{ hostCpu: 0, data }] }];
    const [first] = writtenCpus([entry(1)]);
    data.set(first!.data);
    const bytes = writeTraceDat({ version: 7, formats, buffers });
    const source = memorySource('zeros', bytes);
    const open = () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]);
    const trace = new OpenTrace({ open, blocks: 'kept' });
    let steps = 0;
    while (trace.read(1 << 16)) steps++;
    assert.ok(steps > 2, `${steps} steps`);
  });
});
