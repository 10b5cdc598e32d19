import { keepsOf } from '../engine/keepsOf';
import type { Keeps } from '../engine/keepsOf';
import { sourceRequest } from '../engine/node/sourceRequest';
import { OpenTrace } from '../engine/OpenTrace';
import { openSources } from '../engine/openSources';
import type { OpenTraceOptions } from '../engine/OpenTrace';
import { UnreadableFile } from '../engine/UnreadableFile';
import type { TraceFacts } from '../protocol/facts';
import type { CommandArguments } from './arguments';
import { CommandError, ExitStatus } from './CommandError';

type CommandTraceOptions = Omit<OpenTraceOptions, 'open' | 'blocks'> &
  Partial<Pick<OpenTraceOptions, 'blocks'>>;

/** Opens a trace for one pass: its blocks go as they come, so that no file is too large. */
export async function openForCommand(
  {
    files,
    tscKhz,
    tableColumns,
    ignoredEvents,
  }: Pick<CommandArguments, 'files' | 'tscKhz' | 'tableColumns' | 'ignoredEvents'>,
  options: CommandTraceOptions,
): Promise<OpenTrace> {
  try {
    const requests = await Promise.all(
      files.map((file) => sourceRequest(file, { tscKhz, columnsOf: () => tableColumns })),
    );
    return new OpenTrace({
      blocks: 'passing',
      ...options,
      ...(ignoredEvents.length > 0 && { keeps: without(ignoredEvents, options.keeps) }),
      open: () => openSources(requests),
    });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new CommandError(error.message, ExitStatus.unreadable);
  }
}

/** Whatever else is kept, the named tracepoints are not. */
function without(ignored: readonly string[], keeps: Keeps = () => true): Keeps {
  const isIgnored = keepsOf(ignored);
  return (system, event) => keeps(system, event) && !isIgnored(system, event);
}

/** Damage and doubts go to stderr. */
export function warn({ diagnostics, sources }: TraceFacts): void {
  for (const { severity, message, source } of diagnostics) {
    const of = source === null ? sources : [sources[source]!];
    const names = of.map(({ path }) => path).join(', ');
    if (severity !== 'info') console.error(`exitscope: ${names}: ${message}`);
  }
}
