import { NO_HOST_CPU } from '../../events/EventTable';
import { MOST_HOST_CPUS } from '../../formats/mostHostCpus';
import type { StartOptions } from '../Recording';
import { cellText, keptCell } from './cellText';

/** Bytes that a unit of a row's place stands for. */
export const ROW_PLACE_BYTES = 1;

/** More trace instances than anybody makes: a column of other texts was taken for them. */
const MOST_INSTANCES = 64;
/** Places of a stream's rows within a block are told in 31 bits. */
const REGION_BYTES = 2 ** 31;

/** One stream for each host CPU of each trace instance, as rows name them. */
export class TableStreams {
  /** Host CPUs met so far. */
  readonly hostCpus = new Set<number>();
  /** By instance, then by region of the file, then by host CPU + 1: index in the table's streams. */
  private readonly streams = new Map<string, number[][]>();

  constructor(private readonly addStream: StartOptions['addStream']) {}

  of(hostCpu: number, instanceCell: string, position: number): number {
    const regions = this.streams.get(instanceCell) ?? this.addInstance(instanceCell);
    const region = (regions[Math.floor(position / REGION_BYTES)] ??= []);
    const known = region[hostCpu - NO_HOST_CPU];
    if (known !== undefined) return known;
    if (hostCpu !== NO_HOST_CPU) this.hostCpus.add(hostCpu);
    const instance = cellText(instanceCell);
    const stream = this.addStream({ hostCpu, instance, placeBytes: ROW_PLACE_BYTES });
    region[hostCpu - NO_HOST_CPU] = stream;
    return stream;
  }

  private addInstance(instanceCell: string): number[][] {
    if (this.streams.size >= MOST_INSTANCES) return this.streams.values().next().value!;
    const regions: number[][] = [];
    this.streams.set(keptCell(instanceCell), regions);
    return regions;
  }
}

/** A number as host CPU; NO_HOST_CPU where it is none. */
export function hostCpuOf(number: number): number {
  return number >= 0 && number < MOST_HOST_CPUS ? number : NO_HOST_CPU;
}
