import * as vscode from 'vscode';
import { fileName } from '../fileName';
import type { TraceDocument } from '../TraceDocument';
import { pickSavePath } from './pickSavePath';
import { saveFile } from './saveFile';
import { writeTraceEvents } from './writeTraceEvents';

export interface SaveTraceEventsOptions {
  readonly trace: TraceDocument;
  readonly recordings: () => readonly string[];
  readonly fromNs: number;
  readonly toNs: number;
}

/** Saves a stretch for chrome://tracing and Perfetto to a file that the user picks; it can be cancelled. */
export function saveTraceEvents(options: SaveTraceEventsOptions): Promise<string | null> {
  const { trace, recordings, fromNs, toNs } = options;
  const pick = (): Promise<string | undefined> =>
    pickSavePath(trace.uri, `${fileName(trace.uri)}.perfetto.json`);
  return saveFile({ recordings, pick }, async (file) => {
    const progressOptions = {
      location: vscode.ProgressLocation.Notification,
      title: 'Exitscope',
      cancellable: true,
    };
    await vscode.window.withProgress(progressOptions, async (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort(new Error('Saving was cancelled.')));
      await writeTraceEvents({
        ...{ engine: trace.engine, file, fromNs, toNs },
        signal: AbortSignal.any([cancelled.signal, trace.signal]),
        wrote: (bytes) => progress.report({ message: `${(bytes / 1e6).toFixed(1)} MB written` }),
      });
    });
  });
}
