import type { RecordDamage } from '../../formats/perfdata/RecordReader';
import type { CommonPlaces } from '../commonFields';
import type { StartOptions } from '../Recording';
import type { OpenedPart } from './openParts';
import { PerfCursor } from './PerfCursor';
import type { PerfKinds } from './PerfKinds';
import type { PartReaders } from './PerfPart';
import { RawSamples } from './RawSamples';
import type { SampleFaults } from './SampleFaults';
import { SampleTaker } from './SampleTaker';
import { SideRecords } from './SideRecords';
import { StreamLosses } from './StreamLosses';
import type { SwitchedThreads } from './SwitchedThreads';
import type { ThreadNames } from './ThreadNames';

/** A part that is being read. */
export interface StartedPart {
  readonly cursor: PerfCursor;
  readonly side: SideRecords;
  readonly raw: RawSamples;
}

export interface StartPartOptions {
  readonly session: StartOptions;
  /** Stamp of the recording's first event, ns; times inside the part count from it. */
  readonly first: bigint;
  readonly readers: PartReaders;
  readonly kinds: PerfKinds;
  readonly places: CommonPlaces;
  readonly names: ThreadNames;
  readonly switched: SwitchedThreads;
  readonly faults: SampleFaults;
  readonly onDamage: (damage: RecordDamage) => void;
  readonly batchRecords: number;
  readonly mostHeld: number;
}

export function startPart(part: OpenedPart, options: StartPartOptions): StartedPart {
  const { session, first, readers, kinds, places, names, switched, faults, onDamage } = options;
  const { streams, look } = part;
  const { samples } = readers;
  const shiftNs = Number(first - session.origin);
  const firstStream = session.firstStream + streams.first;
  const isWanted = streams.list.map(
    ({ hostCpu }) => session.hostCpus === undefined || session.hostCpus.has(hostCpu),
  );
  const losses = new StreamLosses(streams.list.length, (stream, fromNs, toNs, count) => {
    if (!isWanted[stream]!) return;
    session.onLost({
      stream: firstStream + stream,
      hostCpu: streams.list[stream]!.hostCpu,
      fromNs: fromNs + shiftNs,
      toNs: toNs + shiftNs,
      count,
    });
  });
  const toNs = session.toNs - shiftNs;
  const taker = new SampleTaker({
    samples,
    kinds,
    places,
    streams,
    isWanted,
    firstStream,
    origin: { high: Number(first >> 32n), low: Number(first & 0xffff_ffffn) },
    fromNs: session.fromNs - shiftNs,
    toNs,
    names,
    switched,
    losses,
    faults,
  });
  const timeOf = (high: number, low: number): number => taker.sinceOrigin(high, low);
  const side = new SideRecords({ samples, streams, names, losses, timeOf });
  const firstNs = look.first === undefined ? 0 : Number(look.first - first);
  const cursor = new PerfCursor({
    part,
    readers,
    taker,
    side,
    faults,
    batchRecords: options.batchRecords,
    mostHeld: options.mostHeld,
    onDamage: (damage) => {
      if (damage.what !== 'cut-off') losses.hole();
      onDamage(damage);
    },
    shiftNs,
    firstNs,
    toNs,
  });
  return { cursor, side, raw: new RawSamples(part.source, readers, cursor.reader) };
}
