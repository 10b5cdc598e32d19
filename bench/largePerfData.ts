import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { nodeDecompressor } from '../src/engine/node/nodeDecompressor';
import { memorySource } from '../src/formats/memorySource';
import { RecordedSamples } from '../src/formats/perfdata/RecordedSamples';
import { readHeader } from '../src/formats/perfdata/readHeader';
import { readPerfData } from '../src/formats/perfdata/readPerfData';
import { RECORD_HEADER_BYTES, RecordType } from '../src/formats/perfdata/recordTypes';
import { recordsOf } from '../src/ingest/perfdata/PerfPart';
import { resizedPerfData } from '../test/support/perfData/resizedPerfData';

const GAP_NS = 1_000_000n;
/** Copies of the recording that a burst holds: some 100 KB. */
const COPIES_A_ROUND = 4;
/** CPUs of the long recording for each of the short one. */
const CPUS_FROM_ONE = 16;
/** By which the CPUs that were made of one are apart: their events come between each other's. */
const CPU_GAP_NS = 977;
const TIDS_A_CPU = 1000;
/** A record of nothing but its header: type, misc, size. */
const FINISHED_ROUND = Buffer.from([
  RecordType.finishedRound,
  0,
  0,
  0,
  0,
  0,
  RECORD_HEADER_BYTES,
  0,
]);

/** A sample and where in it is what differs between copies. */
interface Sample {
  readonly bytes: Buffer;
  readonly timeAt: number;
  readonly pidAt: number;
  readonly cpuAt: number;
}

/**
 * Writes a long recording from a short one of perf record -a: its samples again and again, on more
 * CPUs, each time later by the recording's length; as perf lays them out, the burst of one buffer
 * after the other in each round. Returns the number of events.
 */
export async function writeLargePerfData(
  from: string,
  to: string,
  leastEvents: number,
): Promise<number> {
  const bytes = readFileSync(from);
  const header = readHeader(memorySource(from, bytes));
  const { leadEnd, cpus, periodNs } = await samplesOf(from, bytes);
  const events = [...cpus.values()].reduce((sum, own) => sum + own.length, 0) * CPUS_FROM_ONE;
  const rounds = Math.ceil(leastEvents / events / COPIES_A_ROUND);
  const descriptor = openSync(to, 'w');
  writeSync(descriptor, bytes.subarray(0, leadEnd));
  let dataBytes = leadEnd - header.data.offset;
  for (let round = 0; round < rounds; round++) {
    for (let part = 0; part < CPUS_FROM_ONE; part++) {
      for (const [cpu, samples] of cpus) {
        for (let copy = 0; copy < COPIES_A_ROUND; copy++) {
          const laterNs =
            periodNs * BigInt(round * COPIES_A_ROUND + copy) + BigInt(part * CPU_GAP_NS);
          const moved = samples.map((sample) =>
            movedSample(sample, laterNs, cpu * CPUS_FROM_ONE + part, part * TIDS_A_CPU),
          );
          dataBytes += writeSync(descriptor, Buffer.concat(moved));
        }
      }
    }
    dataBytes += writeSync(descriptor, FINISHED_ROUND);
  }
  const { head, tail } = resizedPerfData(bytes, dataBytes);
  writeSync(descriptor, tail);
  writeSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  return events * rounds * COPIES_A_ROUND;
}

/** The samples of each CPU in order, the byte of the file where the first one stands, and how long all take. */
async function samplesOf(
  from: string,
  bytes: Buffer,
): Promise<{ leadEnd: number; cpus: Map<number, Sample[]>; periodNs: bigint }> {
  const source = memorySource(from, bytes);
  const file = readPerfData(source);
  const samples = new RecordedSamples(file);
  const part = { source, data: file.data, isOneBuffer: false };
  const readers = { samples, littleEndian: true, decompressor: await nodeDecompressor() };
  const reader = recordsOf(part, readers, { timeHigh: NaN }, ({ what }) => {
    throw new Error(`${from}: ${what}`);
  });
  const cpus = new Map<number, Sample[]>();
  const stamps: bigint[] = [];
  let leadEnd = 0;
  while (reader.next()) {
    if (reader.type !== RecordType.sample) continue;
    leadEnd ||= reader.position;
    const layout = samples.layoutOf(samples.eventOf(reader.words, reader.word))!;
    const sample = {
      bytes: Buffer.from(reader.bytes(0, reader.size)),
      timeAt: layout.timeWord * 4,
      pidAt: layout.pidWord * 4,
      cpuAt: layout.cpuWord * 4,
    };
    stamps.push(sample.bytes.readBigUInt64LE(sample.timeAt));
    const cpu = sample.bytes.readUInt32LE(sample.cpuAt);
    cpus.set(cpu, [...(cpus.get(cpu) ?? []), sample]);
  }
  stamps.sort((a, b) => Number(a - b));
  return { leadEnd, cpus, periodNs: stamps.at(-1)! - stamps[0]! + GAP_NS };
}

function movedSample(sample: Sample, laterNs: bigint, cpu: number, moreTids: number): Buffer {
  const { bytes, timeAt, pidAt, cpuAt } = sample;
  const moved = Buffer.from(bytes);
  moved.writeBigUInt64LE(moved.readBigUInt64LE(timeAt) + laterNs, timeAt);
  moved.writeUInt32LE(cpu, cpuAt);
  for (const at of [pidAt, pidAt + 4]) {
    const id = moved.readUInt32LE(at);
    // Neither the idle thread nor one that has ended.
    if (id !== 0 && id !== 0xffff_ffff) moved.writeUInt32LE(id + moreTids, at);
  }
  return moved;
}
