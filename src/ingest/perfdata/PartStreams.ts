import { NO_HOST_CPU } from '../../events/EventTable';
import { MOST_HOST_CPUS } from '../../formats/mostHostCpus';
import type { Recording } from '../Recording';

/** Places count in these: samples stand at multiples of 8, but behind a pipe's features only of 4. */
export const PLACE_BYTES = 4;

/**
 * Streams of one part, which must be known before it is read: one a host CPU, and a last one for
 * samples whose CPU was not recorded, or is none that the recording names.
 */
export class PartStreams {
  readonly list: Recording['streams'];
  /** By host CPU. */
  readonly ofCpu: Int32Array;
  /** The last one. */
  readonly ofNoCpu: number;

  /** `first`: index of the part's first stream in the recording. */
  constructor(
    readonly first: number,
    hostCpus: readonly number[],
  ) {
    this.ofNoCpu = hostCpus.length;
    this.ofCpu = new Int32Array(MOST_HOST_CPUS).fill(this.ofNoCpu);
    hostCpus.forEach((hostCpu, stream) => {
      this.ofCpu[hostCpu] = stream;
    });
    this.list = [...hostCpus, NO_HOST_CPU].map((hostCpu) => ({
      hostCpu,
      instance: '',
      placeBytes: PLACE_BYTES,
    }));
  }
}
