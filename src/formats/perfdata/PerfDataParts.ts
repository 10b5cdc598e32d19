import type { Diagnostic } from '../Diagnostic';
import { FormatError } from '../FormatError';
import type { FormatText } from '../tracedat/TraceDatFile';
import type { GuestKernel } from './GuestKernel';
import type { PerfAttr } from './PerfAttr';
import type { PerfDataFile } from './PerfDataFile';

/** Attributes that are read; a recording of whole subsystems has a few hundred. */
export const MOST_EVENTS = 10_000;

/** An event while its parts are being found. */
export interface FoundEvent {
  readonly attr: PerfAttr;
  ids: Uint32Array;
  name: string | undefined;
}

/** Filled section by section: what was read before a damage stays. */
export class PerfDataParts {
  readonly events: FoundEvent[] = [];
  readonly formats: FormatText[] = [];
  readonly comms = new Map<number, string>();
  readonly hostCpus = new Set<number>();
  readonly guestKernels: GuestKernel[] = [];
  readonly diagnostics: Diagnostic[] = [];
  isCompressed = false;
  isDirectory = false;
  kernel: string | undefined;
  cpuCounts: PerfDataFile['cpuCounts'];

  constructor(readonly littleEndian: boolean) {}

  /** Runs a step that may find damage; the load goes on without what the damage cost. */
  attempt(step: () => void, consequence: string): boolean {
    try {
      step();
      return true;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.warn(
        error.code === 'truncated' ? 'truncated-section' : 'damaged-section',
        `${error.message} ${consequence}`,
        error.place.offset,
      );
      return false;
    }
  }

  warn(code: string, message: string, offset: number | null): void {
    this.diagnostics.push({ severity: 'warning', code, message, offset });
  }
}
