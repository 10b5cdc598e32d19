import os from 'node:os';
import * as vscode from 'vscode';
import { memoryLimitBytes } from '../engine/node/memoryLimit';
import { analysisParameters } from './analysisParameters';
import { engineWithoutTrace } from './engineWithoutTrace';
import { fileName } from './fileName';
import type { RememberedTables } from './RememberedTables';
import type { StartEngine } from './TraceEngine';
import type { TraceWorkers } from './TraceWorkers';

export interface StartTraceOptions {
  readonly workers: TraceWorkers;
  readonly tables: RememberedTables;
  readonly log: vscode.LogOutputChannel;
}

/** How the trace of a document is started: in a worker, where it can be read in ranges. */
export function startTrace(
  uri: vscode.Uri,
  { workers, tables, log }: StartTraceOptions,
): StartEngine {
  const name = fileName(uri);
  return ({ part, tscKhz, companions }, loadWentOn) => {
    // Of other file systems VS Code gives whole files only, which is no way to read a trace.
    if (uri.scheme !== 'file') {
      const advice = 'Save it to a folder first.';
      return engineWithoutTrace(
        `${name} is not on a disk this extension runs on (${uri.scheme}:). ${advice}`,
      );
    }
    const startMs = performance.now();
    return workers.start({
      input: {
        file: uri.fsPath,
        companions,
        part,
        tscKhz,
        namedTables: tables.all(),
        memoryLimitBytes: currentMemoryLimitBytes(),
        parameters: analysisParameters(),
      },
      onLoad: (load) => {
        if (load.kind !== 'loading') {
          const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
          const reason = 'message' in load ? `: ${load.message}` : '';
          log.info(`${uri.fsPath}: ${load.kind} after ${seconds} s${reason}`);
        }
        loadWentOn(load);
      },
      onCrash: (error) => log.error(`${uri.fsPath}: the worker ended.`, error),
    });
  };
}

function currentMemoryLimitBytes(): number {
  const setting = vscode.workspace.getConfiguration('exitscope').get<unknown>('memoryLimitMb');
  const memory = { totalBytes: os.totalmem(), constrainedBytes: process.constrainedMemory() };
  return memoryLimitBytes(memory, typeof setting === 'number' ? setting : undefined);
}
