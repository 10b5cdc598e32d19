import type { Diagnostic } from '../Diagnostic';
import type { FormatText } from '../tracedat/TraceDatFile';
import type { GuestKernel } from './GuestKernel';
import type { PerfAttr } from './PerfAttr';
import type { FileRange } from './readHeader';

/** One event that was recorded: one attribute, opened on many CPUs or threads. */
export interface PerfEvent {
  readonly attr: PerfAttr;
  /** Pairs of words, as the file orders them: one 64-bit id a CPU or thread. */
  readonly ids: Uint32Array;
  /** As perf spells it: `kvm:kvm_exit`, `cpu-clock`; undefined when the file does not say. */
  readonly name: string | undefined;
}

/** Everything a perf.data says of its records: what is needed to decode them. */
export interface PerfDataFile {
  readonly littleEndian: boolean;
  readonly data: FileRange;
  readonly events: readonly PerfEvent[];
  /** Formats of the tracepoints, as the recording holds them. */
  readonly formats: readonly FormatText[];
  /** Thread names the kernel had saved when the recording began. */
  readonly comms: ReadonlyMap<number, string>;
  readonly isCompressed: boolean;
  /** The records stand in files beside this one. */
  readonly isDirectory: boolean;
  /** `uname -r` of the host. */
  readonly kernel: string | undefined;
  /** CPUs the host could have and CPUs that were online. */
  readonly cpuCounts: { readonly available: number; readonly online: number } | undefined;
  /** CPUs that events were opened on, where the file has an index of them. */
  readonly hostCpus: readonly number[];
  readonly guestKernels: readonly GuestKernel[];
  readonly diagnostics: readonly Diagnostic[];
}
