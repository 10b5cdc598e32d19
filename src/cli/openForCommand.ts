import { decompressorOf } from '../engine/node/nodeDecompressor';
import { FileSource } from '../engine/node/FileSource';
import { OpenTrace } from '../engine/OpenTrace';
import type { OpenTraceOptions } from '../engine/OpenTrace';
import { openNamed, UnreadableFile } from '../engine/UnreadableFile';
import type { TracePasses } from '../engine/TracePasses';
import { traceFacts } from '../queries/traceFacts';
import type { TraceFacts } from '../protocol/facts';
import { CommandError, ExitStatus } from './CommandError';

type CommandTraceOptions = Omit<OpenTraceOptions, 'source' | 'decompressor' | 'keepBlocks'>;

/** A trace opened for one pass: its blocks go as they come, so that no file is too large. */
export interface CommandTrace {
  readonly trace: OpenTrace;
  readonly source: FileSource;
}

export async function openForCommand(
  path: string,
  options: CommandTraceOptions,
): Promise<CommandTrace> {
  try {
    const source = openNamed(path, () => new FileSource(path));
    const decompressor = await decompressorOf(source);
    const trace = openNamed(
      path,
      () => new OpenTrace({ ...options, source, decompressor, keepBlocks: false }),
    );
    return { trace, source };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new CommandError(error.message, ExitStatus.unreadable);
  }
}

/** What was read, and which threads run which vCPU. */
export function factsOf(
  { trace, source }: CommandTrace,
  directory: TracePasses['directory'],
): TraceFacts {
  return traceFacts({
    path: source.name,
    fileBytes: source.size,
    file: trace.file,
    reader: trace.reader,
    directory,
    commOf: (tid) => trace.commOf(tid),
  });
}

/** Damage and doubts go to stderr. */
export function warn(path: string, facts: TraceFacts): void {
  for (const { severity, message } of facts.diagnostics) {
    if (severity !== 'info') console.error(`exitscope: ${path}: ${message}`);
  }
}
