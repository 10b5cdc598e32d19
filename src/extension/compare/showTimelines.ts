import * as vscode from 'vscode';
import type { PairedRuns } from '../../protocol/vcpuPartners';
import { openTrace, showInTrace } from '../openTrace';
import { alignmentChoices } from '../timeline/alignments';
import type { AlignmentChoice } from '../timeline/alignments';
import { arrangeEditors } from '../timeline/arrangement';
import type { LinkedTimelines } from '../timeline/LinkedTimelines';
import { allLoads, linkTimelines } from '../timeline/linkTimelines';
import { loadStart } from '../timeline/moments';
import { readTimeline } from '../timeline/readTimeline';
import type { ReadTimeline } from '../timeline/readTimeline';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { refuseGone } from './goneRecordings';

/** Of those beside the first one. */
const columns = [vscode.ViewColumn.Two, vscode.ViewColumn.Three, vscode.ViewColumn.Four] as const;

interface ShownTimelines {
  readonly a: vscode.Uri;
  readonly b: vscode.Uri;
  /** undefined: they are not compared yet. */
  readonly runs: PairedRuns | undefined;
}

/**
 * Opens the timelines of two recordings beside each other, linked where their loads start; with those
 * that the first one is linked with already.
 */
export async function showTimelines(
  editors: TraceEditorProvider,
  linked: LinkedTimelines<TraceDocument>,
  { a, b, runs }: ShownTimelines,
): Promise<void> {
  if (a.toString() === b.toString()) {
    throw new Error('A recording has one timeline, which cannot be linked with itself.');
  }
  await refuseGone(editors, [a, b]);
  const left = await openTrace(editors, a, { viewColumn: vscode.ViewColumn.One, preview: false });
  const others = (left === undefined ? [] : linked.groupOf(left))
    .map(({ trace }) => trace)
    .filter(({ uri }) => ![a, b].some((shown) => shown.toString() === uri.toString()));
  const viewColumn = columns[others.length] ?? vscode.ViewColumn.Beside;
  const right = await openTrace(editors, b, { viewColumn, preview: false });
  await arrangeEditors();
  if (left === undefined || right === undefined) return;
  if (runs !== undefined) linked.pairVcpus(left, right, runs);
  const read = await Promise.all(
    [left, ...others, right].map(async (trace) => ({
      trace,
      timeline: await readTimeline(trace, undefined),
    })),
  );
  const traces = read.flatMap(({ trace, timeline }) => (timeline ? [{ trace, timeline }] : []));
  if (traces.length < 2 + others.length) return;
  for (const trace of [left, right]) await showInTrace(trace, () => [{ notice: 'timeline' }]);
  const choice = atTheirLoads(traces.map(({ timeline }) => timeline));
  linkTimelines(linked, traces, choice, allLoads(traces, choice.alignments));
}

/** Where the loads start. Cycles and ns are as long as each other only where the loads are stretched. */
function atTheirLoads(timelines: readonly ReadTimeline[]): AlignmentChoice {
  const choices = alignmentChoices(timelines.map(({ moments }) => moments));
  const units = new Set(timelines.map(({ unit }) => unit));
  const stretch = choices.find(({ at }) => at.startsWith(`${loadStart} to `));
  const start = choices.find(({ at }) => at === loadStart);
  // Every trace has a first event.
  return (units.size > 1 ? stretch : undefined) ?? start ?? choices[0]!;
}
