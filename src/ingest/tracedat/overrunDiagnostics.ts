import type { Diagnostic } from '../../formats/Diagnostic';
import type { TraceDatFile } from '../../formats/tracedat/TraceDatFile';

/** The recorder's own statistics know of events that no sub-buffer tells of: overwritten before it read them. */
export function overrunDiagnostics({ options }: TraceDatFile): readonly Diagnostic[] {
  const total = (name: string): number =>
    options.cpuStats.reduce((sum, text) => {
      const match = new RegExp(`^${name}: (\\d+)`, 'm').exec(text);
      return sum + Number(match?.[1] ?? 0);
    }, 0);
  const overrun = total('overrun') + total('commit overrun');
  const dropped = total('dropped events');
  if (overrun + dropped === 0) return [];
  const message = `The recorder's statistics count ${overrun} overwritten and ${dropped} dropped events. Where sub-buffers tell their place they are listed as lost events; the others lie before the first event or are not placed.`;
  return [{ severity: 'info', code: 'overrun', message, offset: null }];
}
