import type { ReportSource } from '../idle/ReportSource';

/**
 * ns from the first event of any vCPU's thread to the last one: hosts are recorded before a load begins,
 * and after it. undefined: no vCPU was seen.
 */
export function runSpan({
  idle,
  directory,
}: Pick<ReportSource, 'idle' | 'directory'>):
  { readonly fromNs: number; readonly toNs: number } | undefined {
  const refs = directory.refs();
  const lanes = idle.lanes.flatMap((lane) =>
    lane === undefined || lane.firstNs < 0 || refs[lane.binding] === undefined ? [] : [lane],
  );
  if (lanes.length === 0) return undefined;
  return {
    fromNs: Math.min(...lanes.map(({ firstNs }) => firstNs)),
    toNs: Math.max(...lanes.map(({ lastNs }) => lastNs)),
  };
}
