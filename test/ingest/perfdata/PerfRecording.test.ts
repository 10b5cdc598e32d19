import assert from 'node:assert/strict';
import { eventAccess } from '../../../src/engine/eventAccess';
import { factsOf } from '../../../src/engine/factsOf';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { readThrough } from '../../../src/engine/readThrough';
import { exitPasses } from '../../../src/engine/passes';
import { memorySource } from '../../../src/formats/memorySource';
import { PerfRecording } from '../../../src/ingest/perfdata/PerfRecording';
import { eventDetail } from '../../../src/queries/eventRows';
import { eventLines } from '../../support/eventLines';
import { idleTracepoints } from '../../support/idle/tracepoints';
import { sourcesOf } from '../../support/openTrace';
import { readBytes } from '../../support/perfData/openPerf';
import type { ReadTrace } from '../../support/perfData/openPerf';
import {
  perfDataOf,
  perfRecords,
  perfText,
  USUAL_SAMPLE_TYPE,
} from '../../support/perfData/perfText';
import type { PerfTextOptions } from '../../support/perfData/perfText';

/** IP, TIME, PERIOD, RAW: neither thread nor CPU. */
const NO_PLACE = 0x505;
const CALLCHAIN = 0x20;
const RAW = 0x400;

async function read(text: string, options: PerfTextOptions = {}): Promise<ReadTrace> {
  return readBytes(perfText(text, options));
}

async function readHolding(text: string, mostHeld: number): Promise<ReadTrace> {
  const source = memorySource('made.perf.data', perfText(text));
  const recording = new PerfRecording({
    source,
    decompressor: await nodeDecompressor(),
    mostHeld,
  });
  const trace = new OpenTrace({ open: sourcesOf(recording), blocks: 'kept' });
  const passes = readThrough(trace, exitPasses(trace, trace.reader.fromNs));
  return Object.assign(trace, { passes });
}

/** `TIME cpuN TID EVENT` of each event. */
function places(trace: ReadTrace): string[] {
  return eventLines(trace).map((line) => line.split(' ').slice(0, 4).join(' '));
}

function codes(trace: ReadTrace): string[] {
  return factsOf(trace, trace.passes).diagnostics.map(({ code }) => code);
}

const ROUNDS = `
  10 cpu0 100 kvm_entry vcpu_id=0
  30 cpu0 100 kvm_exit exit_reason=12 isa=1 guest_rip=0xffffffff81000123
  20 cpu1 101 kvm_entry vcpu_id=1
  25 cpu1 101 kvm_exit exit_reason=48 isa=1
  round
  40 cpu0 100 kvm_entry vcpu_id=0
  35 cpu1 101 kvm_entry vcpu_id=1
  round
`;

describe('PerfRecording', () => {
  it('puts the bursts of the buffers into one order of time', async () => {
    const trace = await read(ROUNDS);
    assert.deepEqual(places(trace), [
      '0 cpu0 100 kvm_entry',
      '10 cpu1 101 kvm_entry',
      '15 cpu1 101 kvm_exit',
      '20 cpu0 100 kvm_exit',
      '25 cpu1 101 kvm_entry',
      '30 cpu0 100 kvm_entry',
    ]);
    assert.deepEqual(codes(trace), []);
  });

  const containers: readonly (readonly [string, PerfTextOptions])[] = [
    ['of the other byte order', { littleEndian: false }],
    ['written to a pipe', { container: 'pipe' }],
    ['written to a pipe in the other byte order', { container: 'pipe', littleEndian: false }],
    ['packed', { isCompressed: true }],
    ['packed in pieces smaller than a sample', { isCompressed: true, pieceBytes: 50 }],
    ['packed by perf 6.16', { isCompressed: true, compressedType: 83 }],
    ['packed and written to a pipe', { isCompressed: true, container: 'pipe' }],
    ['with the first attributes', { attrBytes: 64 }],
    ['with attributes that are longer than any', { attrBytes: 200 }],
    ['with ids in their old place', { sampleType: 0x5c7 }],
    ['with counters in its samples', { sampleType: USUAL_SAMPLE_TYPE | 0x10, readFormat: 15 }],
    ['without ids at the end of other records', { sampleIdAll: false }],
  ];
  for (const [what, options] of containers) {
    it(`reads the same events and fields from a file ${what}`, async () => {
      const [plain, other] = await Promise.all([read(ROUNDS), read(ROUNDS, options)]);
      assert.equal(eventLines(other).length, 6);
      assert.deepEqual(eventLines(other), eventLines(plain));
    });
  }

  it('sorts a buffer that was written newest first, as --overwrite does', async () => {
    const newestFirst = Array.from(
      { length: 50 },
      (_, index) => `${1000 - index * 10} cpu${index % 2} 7 kvm_entry vcpu_id=0`,
    );
    const trace = await read(newestFirst.join('\n'));
    const times = places(trace).map((line) => Number(line.split(' ')[0]));
    assert.deepEqual(
      times,
      newestFirst.map((_, index) => index * 10),
    );
    assert.deepEqual(codes(trace), []);
  });

  it('holds no more events than it may, and puts later ones as near to their place as it can', async () => {
    const burst = (cpu: number): string =>
      Array.from({ length: 500 }, (_, at) => `${at * 10} cpu${cpu} 7 kvm_entry vcpu_id=0`).join(
        '\n',
      );
    const held = await Promise.all(
      [1 << 20, 100].map((mostHeld) => readHolding(`${burst(0)}\n${burst(1)}`, mostHeld)),
    );
    assert.deepEqual(
      held.map((trace) => trace.table.length),
      [1000, 1000],
    );
    assert.deepEqual(held.map(codes), [[], ['late-events']]);
    const times = places(held[1]!).map((line) => Number(line.split(' ')[0]));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  });

  const SECOND = 1_000_000_000;
  const stamped = (...secondsAndCpus: (readonly [number, number])[]): string =>
    secondsAndCpus
      .map(([seconds, hostCpu]) => `${seconds * SECOND + 1} cpu${hostCpu} 7 kvm_entry vcpu_id=0`)
      .join('\n');
  const secondsOf = (trace: ReadTrace): number[] =>
    places(trace).map((line) => Number(line.split(' ')[0]) / SECOND);

  it('does not take a stamp that the next sample of its CPU contradicts', async () => {
    const trace = await read(stamped([0, 0], [1, 0], [90_000, 0], [3, 0], [4, 0]));
    assert.deepEqual(secondsOf(trace), [0, 1, 1, 3, 4]);
  });

  it('does not count times from a damaged stamp', async () => {
    const trace = await read(stamped([1000, 0], [0, 0], [1, 0], [2, 0]));
    assert.deepEqual(secondsOf(trace), [0, 0, 1, 2]);
  });

  it('says of a damaged stamp where it is and what it reads', async () => {
    const trace = await read(stamped([0, 0], [1, 0], [90_000, 0], [3, 0]));
    const [found] = factsOf(trace, trace.passes).diagnostics;
    assert.equal(found?.code, 'damaged-times');
    assert.match(found.message, /byte 0x[0-9a-f]+: 90000001000001 ns/);
  });

  it('takes a gap of hours in a recording for a gap', async () => {
    const trace = await read(stamped([0, 0], [1, 0], [9000, 0], [9001, 0], [20_000, 0]));
    assert.deepEqual(secondsOf(trace), [0, 1, 9000, 9001, 20_000]);
    assert.deepEqual(codes(trace), []);
  });

  it('takes a CPU that writes once in hours for no damage', async () => {
    const trace = await read(stamped([0, 0], [1, 0], [9000, 1], [2, 0], [3, 0]));
    assert.deepEqual(secondsOf(trace), [0, 1, 2, 3, 9000]);
    assert.deepEqual(codes(trace), []);
  });

  it('says of which events only samples were recorded', async () => {
    const all = await Promise.all([
      read(ROUNDS, { samplePeriod: 10 }),
      read(ROUNDS, { samplePeriod: 99, isFrequency: true }),
    ]);
    assert.deepEqual(all.map(codes), [['sampled-events'], ['sampled-events']]);
  });

  it('counts the host CPUs that samples name where the header says that none is online', async () => {
    const trace = await read(ROUNDS, { hostCpus: 0 });
    assert.deepEqual(
      factsOf(trace, trace.passes).sources.map(({ hostCpus }) => hostCpus),
      [2],
    );
  });

  for (const bytes of [4, 12]) {
    it(`finds the records again behind ${bytes} bytes that were put in`, async () => {
      const records = perfRecords(ROUNDS).map((piece) => piece.bytes);
      records.splice(1, 0, new Uint8Array(bytes));
      const trace = await readBytes(perfDataOf(new Uint8Array(Buffer.concat(records))));
      assert.equal(trace.table.length, 6);
      assert.deepEqual(codes(trace), ['damaged-records', 'lost-events']);
    });
  }

  it('says how late an event is that comes behind its round', async () => {
    const trace = await read(`
      100 cpu0 7 kvm_entry vcpu_id=0
      round
      200 cpu0 7 kvm_entry vcpu_id=0
      round
      300 cpu0 7 kvm_entry vcpu_id=0
      round
      400 cpu0 7 kvm_entry vcpu_id=0
      150 cpu1 8 kvm_entry vcpu_id=1
      round
    `);
    assert.equal(trace.table.length, 5);
    const { diagnostics } = factsOf(trace, trace.passes);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['late-events'],
    );
    assert.match(diagnostics[0]!.message, /^1 events .* up to \d+ ns too late\.$/);
  });

  it('keeps samples that were taken in guest mode, which perf script hides', async () => {
    const trace = await read(`
      10 cpu0 7 kvm_entry vcpu_id=0
      20 cpu0 7 kvm_exit exit_reason=12 isa=1 mode=4
      30 cpu0 7 kvm_entry vcpu_id=0 mode=5
    `);
    assert.equal(trace.table.length, 3);
  });

  it('says that CPU and thread were not recorded, rather than 0', async () => {
    const trace = await read('10 cpu3 7 print ip=0', { sampleType: NO_PLACE });
    const access = eventAccess(trace, trace.passes);
    const [block] = trace.table.blocks;
    assert.equal(access.hostCpuOf(block!, 0), -1);
    // Without the sample's own, the thread is the record's.
    assert.equal(block!.tid[0], 7);
  });

  it('says how to record when tracepoints have no raw data', async () => {
    const options = { sampleType: USUAL_SAMPLE_TYPE & ~RAW };
    const trace = await read('10 cpu0 7 kvm_exit\n20 cpu0 7 kvm_entry', options);
    assert.deepEqual(places(trace), ['0 cpu0 7 kvm_exit', '10 cpu0 7 kvm_entry']);
    const { diagnostics } = factsOf(trace, trace.passes);
    const found = diagnostics.find(({ code }) => code === 'no-raw-data');
    assert.match(found?.message ?? '', /^2 samples .* perf record -e 'kvm:\*' -a/);
  });

  it('reads up to the end of a file whose recorder was killed, and says what it lacks', async () => {
    const trace = await read(ROUNDS, { container: 'killed' });
    assert.equal(trace.table.length, 6);
    assert.deepEqual([...new Set(trace.table.kinds.map(({ name }) => name))].sort(), [
      'unknown event 301',
      'unknown event 302',
    ]);
    assert.deepEqual(
      codes(trace).filter((code) => code !== 'no-exits'),
      ['recorder-killed', 'missing-formats'],
    );
  });

  it('has events that are no tracepoints, under their names', async () => {
    const other = { type: 1, config: 0, sampleType: USUAL_SAMPLE_TYPE & ~RAW, ids: [7000] };
    const trace = await read('10 cpu0 7 cpu-clock\n20 cpu0 7 kvm_entry vcpu_id=0', {
      otherAttrs: [{ ...other, name: 'cpu-clock' }],
    });
    assert.deepEqual(places(trace), ['0 cpu0 7 cpu-clock', '10 cpu0 7 kvm_entry']);
  });

  it('shows the call chain of an event that is asked for', async () => {
    const text = '10 cpu0 7 kvm_entry vcpu_id=3 chain=0xffffffffffffff80,0xffffffff81000123';
    const trace = await read(text, { sampleType: USUAL_SAMPLE_TYPE | CALLCHAIN });
    const access = eventAccess(trace, trace.passes);
    const detail = eventDetail(access, 0, trace.reader.t0!);
    assert.deepEqual(detail.callchain, ['kernel 0xffffffff81000123']);
    assert.equal(detail.fields.find(({ name }) => name === 'vcpu_id')?.value, '3');
  });

  it('finds the raw records of packed events again, in any order', async () => {
    const text = Array.from({ length: 400 }, (_, at) => `${at} cpu0 7 kvm_entry vcpu_id=${at}`);
    const trace = await read(text.join('\n'), { isCompressed: true, pieceBytes: 700 });
    const access = eventAccess(trace, trace.passes);
    for (const row of [399, 0, 200, 1, 398]) {
      const { fields } = eventDetail(access, row, trace.reader.t0!);
      const vcpu = fields.find(({ name }) => name === 'vcpu_id')?.value;
      assert.equal(Number(vcpu), row);
    }
  });

  it('names threads as they were called at the time, and new ones as their parents', async () => {
    const trace = await read(`
      0 comm 7 qemu
      10 cpu0 7 kvm_entry vcpu_id=0
      20 comm 7 CPU 0/KVM
      30 fork 8 7
      30 cpu0 7 kvm_entry vcpu_id=0
      40 cpu0 8 kvm_entry vcpu_id=0
      50 comm 8 worker
      60 cpu0 8 kvm_entry vcpu_id=0
      70 cpu0 0 kvm_entry vcpu_id=0
    `);
    const access = eventAccess(trace, trace.passes);
    const [block] = trace.table.blocks;
    const comms = Array.from({ length: block!.length }, (_, at) => access.commOf(block!, at));
    assert.deepEqual(comms, ['qemu', 'CPU 0/KVM', 'CPU 0/KVM', 'worker', 'swapper']);
  });

  it('V76 calls a thread as the scheduler does, where perf only knows its parent', async () => {
    const trace = await read(
      `
      0 comm 2 kthreadd
      10 fork 9 2
      20 cpu0 9 kvm_entry vcpu_id=0
      30 cpu0 7 sched_switch prev_pid=7 next_comm=kvm-pit/32668 next_pid=9
      40 cpu0 9 kvm_entry vcpu_id=0
      50 comm 9 renamed
      60 cpu0 9 kvm_entry vcpu_id=0
    `,
      { tracepoints: idleTracepoints('X4') },
    );
    const { recording } = trace.sources[0]!;
    assert.equal(recording.commOf(9, 20), 'kvm-pit/32668');
    assert.equal(recording.commOf(9, 60), 'renamed');
  });

  it('knows the processes of threads, and groups vCPUs into VMs by them', async () => {
    const trace = await read(`
      10 cpu0 7 kvm_entry vcpu_id=0 pid=5
      20 cpu0 8 kvm_entry vcpu_id=1 pid=5
      30 cpu0 17 kvm_entry vcpu_id=0 pid=15
    `);
    const { vms } = factsOf(trace, trace.passes);
    assert.deepEqual(
      vms.map(({ pid, vcpus }) => [pid, vcpus.map(({ tid }) => tid)]),
      [
        [5, [7, 8]],
        [15, [17]],
      ],
    );
  });

  it('reads only the wanted host CPUs and times', async () => {
    const part = { fromNs: 5, toNs: 26, hostCpus: [1] };
    const trace = await readBytes(perfText(ROUNDS), { part });
    assert.deepEqual(places(trace), [
      '10 cpu1 101 kvm_entry',
      '15 cpu1 101 kvm_exit',
      '25 cpu1 101 kvm_entry',
    ]);
  });

  it('tells the clock: perf’s own, or the one that was asked for', async () => {
    const [own, mono] = await Promise.all([read(ROUNDS), read(ROUNDS, { clockId: 1 })]);
    const clocks = [own, mono].map((trace) => factsOf(trace, trace.passes).sources[0]!.clock.name);
    assert.deepEqual(clocks, ['perf', 'mono']);
  });

  it('tells kernel, host CPUs and compression', async () => {
    const trace = await read(ROUNDS, { isCompressed: true, kernel: '6.9', hostCpus: 2 });
    const [facts] = factsOf(trace, trace.passes).sources;
    const { format, kernel, hostCpus, compression } = facts!;
    assert.deepEqual(
      { format, kernel, hostCpus, compression },
      { format: 'perf.data', kernel: '6.9', hostCpus: 2, compression: 'zstd' },
    );
  });

  it('finds the host CPUs in the samples where nothing else tells them', async () => {
    const trace = await read(ROUNDS.replaceAll('cpu1', 'cpu5'), { container: 'killed' });
    const hostCpus = trace.reader.streams.map(({ hostCpu }) => hostCpu);
    assert.deepEqual(hostCpus, [0, 5, -1]);
  });
});
