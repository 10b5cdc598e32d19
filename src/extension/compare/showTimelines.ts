import * as vscode from 'vscode';
import { openTrace, showInTrace } from '../openTrace';
import type { LinkedTimelines } from '../timeline/LinkedTimelines';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { untilLoaded } from '../untilLoaded';
import { shifted } from '../timeline/alignments';

/** Opens the timelines of two recordings beside each other, linked at their starts. */
export async function showTimelines(
  editors: TraceEditorProvider,
  linked: LinkedTimelines,
  a: vscode.Uri,
  b: vscode.Uri,
): Promise<void> {
  if (a.toString() === b.toString()) {
    throw new Error('A recording has one timeline, which cannot be linked with itself.');
  }
  const [first, second] = [vscode.ViewColumn.One, vscode.ViewColumn.Two];
  const left = await openTrace(editors, a, { viewColumn: first, preview: false });
  const right = await openTrace(editors, b, { viewColumn: second, preview: false });
  if (left === undefined || right === undefined) return;
  const [ofA, ofB] = await Promise.all(
    [left, right].map(({ engine, signal }) => untilLoaded(engine, signal)),
  );
  if (ofA === undefined || ofB === undefined) return;
  for (const trace of [left, right]) await showInTrace(trace, () => [{ notice: 'timeline' }]);
  linked.link(left, right, shifted(ofA.fromNs, ofB.fromNs));
}
