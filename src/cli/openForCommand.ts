import { decompressorOf } from '../engine/node/nodeDecompressor';
import { FileSource } from '../engine/node/FileSource';
import { OpenTrace } from '../engine/OpenTrace';
import { openSource } from '../engine/openSource';
import type { OpenTraceOptions } from '../engine/OpenTrace';
import { openNamed, UnreadableFile } from '../engine/UnreadableFile';
import type { TracePasses } from '../engine/TracePasses';
import { traceFacts } from '../queries/traceFacts';
import type { TraceFacts } from '../protocol/facts';
import { CommandError, ExitStatus } from './CommandError';

type CommandTraceOptions = Omit<OpenTraceOptions, 'open' | 'blocks'> &
  Partial<Pick<OpenTraceOptions, 'blocks'>> & { readonly tscKhz: number | undefined };

/** Opens a trace for one pass: its blocks go as they come, so that no file is too large. */
export async function openForCommand(
  path: string,
  { tscKhz, ...options }: CommandTraceOptions,
): Promise<OpenTrace> {
  try {
    const source = openNamed(path, () => new FileSource(path));
    const decompressor = await decompressorOf(source);
    const open = () => [openNamed(path, () => openSource({ source, decompressor, tscKhz }))];
    return new OpenTrace({ blocks: 'passing', ...options, open });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new CommandError(error.message, ExitStatus.unreadable);
  }
}

/** What was read, and which threads run which vCPU. */
export function factsOf(
  { sources, reader }: OpenTrace,
  directory: TracePasses['directory'],
): TraceFacts {
  return traceFacts({ sources, reader, directory });
}

/** Damage and doubts go to stderr. */
export function warn(path: string, facts: TraceFacts): void {
  for (const { severity, message } of facts.diagnostics) {
    if (severity !== 'info') console.error(`exitscope: ${path}: ${message}`);
  }
}
