import * as vscode from 'vscode';
import type { ActiveTrace } from '../ActiveTrace';
import { openOrSay } from '../openOrSay';
import { showInTrace } from '../openTrace';
import type { TraceDocument } from '../TraceDocument';
import { untilLoaded } from '../untilLoaded';
import { parseInstant } from './parseInstant';
import { rangeNotice } from './rangeNotice';

/** Commands on the timeline of the trace that was looked at last. */
export function registerTimeline(active: ActiveTrace): vscode.Disposable {
  const withTrace = (run: (trace: TraceDocument) => Promise<void>) => async (): Promise<void> => {
    const trace = openOrSay(active.document);
    if (trace !== undefined) await run(trace);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      'exitscope.showTimeline',
      withTrace((trace) => showInTrace(trace, () => [{ notice: 'timeline' }])),
    ),
    vscode.commands.registerCommand('exitscope.goToTime', withTrace(goToTime)),
  );
}

async function goToTime(trace: TraceDocument): Promise<void> {
  const facts = await untilLoaded(trace.engine, trace.signal);
  if (facts === undefined) return;
  const typed = await vscode.window.showInputBox({
    title: 'Go to Time in the Timeline',
    prompt: 'Since the first event, or a stamp as trace-cmd and perf print it',
    placeHolder: '1.5s, 200ms, 28.158241',
    validateInput: (text) => {
      const instant = parseInstant(text, facts);
      return typeof instant === 'string' && text.trim() !== '' ? instant : undefined;
    },
  });
  const instant = typed === undefined ? undefined : parseInstant(typed, facts);
  if (typeof instant !== 'number') return;
  await showInTrace(trace, (now) => [rangeNotice({ lane: null, timeNs: instant }, now)]);
}
