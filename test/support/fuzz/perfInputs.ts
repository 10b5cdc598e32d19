import { readFileSync } from 'node:fs';
import path from 'node:path';
import { perfFixtureBytes, perfFolder } from '../perfData/openPerf';
import { firstRecords, shortenedPerfData } from '../perfData/shortenedPerfData';
import { perfText } from '../perfData/perfText';
import type { FuzzInput } from './fuzzInputs';

const DIRECTORY = path.join(perfFolder, 'native-threads.perf.data.dir');
const EVENTS = Array.from({ length: 60 }, (_, index) => {
  const cpu = Math.floor(index / 10) % 3;
  const line = `${index * 10 - cpu * 50} cpu${cpu} ${100 + cpu} kvm_entry vcpu_id=${cpu}`;
  return index % 30 === 29 ? `${line}\nround` : line;
}).join('\n');

/** Short perf recordings of every kind of container and layout. */
export function perfInputs(): FuzzInput[] {
  const shortened = (name: string, most: number): FuzzInput => ({
    name,
    bytes: shortenedPerfData(perfFixtureBytes(`${name}.perf.data`), most),
  });
  return [
    { name: 'vmx-pipe-hlt-timer', bytes: perfFixtureBytes('vmx-pipe-hlt-timer.perf.data') },
    shortened('vmx-kvmstat-hlt-timer', 200),
    shortened('vmx-lost-mwait-nop', 200),
    shortened('native-callgraph', 60),
    shortened('native-multiattr', 200),
    shortened('native-overwrite', 200),
    shortened('native-zstd', 1),
    {
      name: 'native-threads',
      bytes: new Uint8Array(readFileSync(path.join(DIRECTORY, 'data'))),
      beside: firstRecords(readFileSync(path.join(DIRECTORY, 'data.0')), 300),
    },
    { name: 'made, big endian', bytes: perfText(EVENTS, { littleEndian: false }) },
    { name: 'made, compressed', bytes: perfText(EVENTS, { isCompressed: true, pieceBytes: 300 }) },
    {
      name: 'made, compressed by perf 6.16',
      bytes: perfText(EVENTS, { isCompressed: true, pieceBytes: 300, compressedType: 83 }),
    },
  ];
}
