import type { Diagnostic } from '../Diagnostic';
import type { FormatError } from '../FormatError';
import type { PageLayout } from '../ringbuffer/PageLayout';
import type { RawOption } from './readOptions';
import type { CompressionName, FormatText, TraceBuffer } from './TraceDatFile';

/** What the first bytes of a trace.dat say. */
export interface TraceDatHeader {
  readonly version: number;
  readonly littleEndian: boolean;
  readonly longBytes: number;
  readonly pageBytes: number;
  readonly compression: CompressionName | undefined;
  /** Byte after the header: the first section. */
  readonly headerEnd: number;
  /** v7: byte of the first OPTIONS section, 0 when the recorder died before it wrote one. */
  readonly optionsOffset: number;
}

/** Filled section by section: what was read before a damage stays. */
export class TraceDatParts {
  pageLayout: PageLayout | undefined;
  readonly formats: FormatText[] = [];
  readonly comms = new Map<number, string>();
  readonly buffers: TraceBuffer[] = [];
  readonly options: RawOption[] = [];
  readonly diagnostics: Diagnostic[] = [];

  constructor(readonly header: TraceDatHeader) {}

  /** The load goes on without what an error cost. */
  reportError(error: FormatError, consequence: string): void {
    this.diagnostics.push({
      severity: 'warning',
      code: error.code === 'truncated' ? 'truncated-section' : 'damaged-section',
      message: `${error.message} ${consequence}`,
      offset: error.place.offset,
    });
  }

  warn(code: string, message: string, offset: number | null): void {
    this.diagnostics.push({ severity: 'warning', code, message, offset });
  }
}
