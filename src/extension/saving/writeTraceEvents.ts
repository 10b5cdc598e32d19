import type { Params, Result } from '../../protocol/requests';
import { replaceFile } from './replaceFile';

/** As much of `TraceEngine` as is needed. */
export interface TraceEventsSource {
  readonly loads: number;
  call(
    method: 'timelineTraceEvents',
    params: Params<'timelineTraceEvents'>,
  ): Promise<Result<'timelineTraceEvents'>>;
}

export interface WriteTraceEventsOptions {
  readonly engine: TraceEventsSource;
  readonly fromNs: number;
  readonly toNs: number;
  readonly file: string;
  /** Aborted: nothing is written, and what stood there stays. */
  readonly signal: AbortSignal;
  readonly wrote: (bytes: number) => void;
}

/** Writes a stretch as Trace Event Format, piece by piece: the whole may be larger than memory. */
export async function writeTraceEvents(options: WriteTraceEventsOptions): Promise<void> {
  const { engine, fromNs, toNs, file, signal, wrote } = options;
  const { loads } = engine;
  await replaceFile(file, async (handle) => {
    let bytes = 0;
    let start: number | null = 0;
    while (start !== null) {
      const { text, next }: Result<'timelineTraceEvents'> = await engine.call(
        'timelineTraceEvents',
        { fromNs, toNs, start },
      );
      signal.throwIfAborted();
      // Pieces of two loads do not fit each other.
      if (engine.loads !== loads)
        throw new Error('The recording was loaded again. Save once more.');
      await handle.writeFile(text);
      bytes += Buffer.byteLength(text);
      wrote(bytes);
      start = next;
    }
  });
}
