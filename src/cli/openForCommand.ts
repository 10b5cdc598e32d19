import { sourceRequest } from '../engine/node/sourceRequest';
import { OpenTrace } from '../engine/OpenTrace';
import { openSources } from '../engine/openSources';
import type { OpenTraceOptions } from '../engine/OpenTrace';
import { UnreadableFile } from '../engine/UnreadableFile';
import type { TraceFacts } from '../protocol/facts';
import type { CommandArguments } from './arguments';
import { CommandError, ExitStatus, usageError } from './CommandError';

type CommandTraceOptions = Omit<OpenTraceOptions, 'open' | 'blocks'> &
  Partial<Pick<OpenTraceOptions, 'blocks'>>;

/** Opens a trace for one pass: its blocks go as they come, so that no file is too large. */
export async function openForCommand(
  { files, tscKhz, tableColumns }: Pick<CommandArguments, 'files' | 'tscKhz' | 'tableColumns'>,
  options: CommandTraceOptions,
): Promise<OpenTrace> {
  try {
    const requests = await Promise.all(
      files.map((file) => sourceRequest(file, { tscKhz, columnsOf: () => tableColumns })),
    );
    const trace = new OpenTrace({
      blocks: 'passing',
      ...options,
      open: () => openSources(requests),
    });
    if (tableColumns !== undefined) checkColumns(trace);
    return trace;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new CommandError(error.message, ExitStatus.unreadable);
  }
}

/** Columns were named of a file that has none: most probably another one was meant. */
function checkColumns({ sources }: OpenTrace): void {
  if (sources.some(({ recording }) => recording.facts.format === 'csv')) return;
  const { path, recording } = sources[0]!;
  throw usageError(
    `--columns names columns of a table (CSV, TSV), and ${path} is none (${recording.facts.format}).`,
  );
}

/** Damage and doubts go to stderr. */
export function warn({ diagnostics, sources }: TraceFacts): void {
  for (const { severity, message, source } of diagnostics) {
    const of = source === null ? sources : [sources[source]!];
    const names = of.map(({ path }) => path).join(', ');
    if (severity !== 'info') console.error(`exitscope: ${names}: ${message}`);
  }
}
