import * as vscode from 'vscode';
import { fileName } from '../fileName';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { loadStart } from './moments';
import { arrangeEditors, pickArrangement } from './arrangement';
import type { LinkedTimelines } from './LinkedTimelines';
import { allLoads, around, linkTimelines } from './linkTimelines';
import type { LinkableTrace } from './linkTimelines';
import { pickAlignment } from './pickAlignment';
import { readTimeline } from './readTimeline';

/** Commands that have timelines zoomed and panned together. */
export function registerLinking(
  editors: TraceEditorProvider,
  linked: LinkedTimelines<TraceDocument>,
): vscode.Disposable {
  const changes = linked.onDidChange((areLinked) => {
    void vscode.commands.executeCommand('setContext', 'exitscope.timelinesLinked', areLinked);
  });
  const wishes = linked.onDidWant(({ trace, change }) => {
    if (change === 'arrange') void pickArrangement();
    else
      void link(
        linked.groupOf(trace).map((member) => member.trace),
        linked,
      );
  });
  const begun = linked.onDidBegin((trace) => void lookAgain(trace, linked));
  return vscode.Disposable.from(
    changes,
    wishes,
    begun,
    linked,
    vscode.commands.registerCommand('exitscope.linkTimelines', () =>
      link(visibleTraces(editors), linked),
    ),
    vscode.commands.registerCommand('exitscope.unlinkTimelines', () => linked.unlinkAll()),
    vscode.commands.registerCommand('exitscope.arrangeTimelines', pickArrangement),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const isOurs = change.affectsConfiguration('exitscope.timeline.arrangement');
      if (isOurs && linked.areAny) void arrangeEditors();
    }),
  );
}

async function link(
  documents: readonly TraceDocument[],
  linked: LinkedTimelines<TraceDocument>,
): Promise<void> {
  if (documents.length < 2) {
    void vscode.window.showInformationMessage(
      'Open two recordings in Exitscope beside each other first.',
    );
    return;
  }
  const traces = await readAll(documents, linked);
  if (traces === undefined) return;
  const picked = await pickAlignment(traces);
  if (picked === undefined) return;
  for (const { relays } of documents)
    for (const relay of relays) relay.show({ notice: 'timeline' });
  const stand = linked.standOf(documents[0]!);
  const loads = picked.at.startsWith(loadStart) ? allLoads(traces, picked.alignments) : undefined;
  linkTimelines(linked, traces, picked, stand === undefined ? loads : around(stand, picked.timeNs));
}

/** undefined: nothing of one of them is loaded. */
async function readAll(
  documents: readonly TraceDocument[],
  linked: LinkedTimelines<TraceDocument>,
): Promise<readonly LinkableTrace[] | undefined> {
  const read = await Promise.all(
    documents.map(async (trace) => ({
      trace,
      timeline: await readTimeline(trace, linked.standOf(trace)),
    })),
  );
  const traces = read.flatMap(({ trace, timeline }) => (timeline ? [{ trace, timeline }] : []));
  return traces.length < documents.length ? undefined : traces;
}

/** Another load may hold another part of a recording, or count its time otherwise. */
async function lookAgain(
  trace: TraceDocument,
  linked: LinkedTimelines<TraceDocument>,
): Promise<void> {
  const timeline = await readTimeline(trace, undefined);
  if (timeline === undefined) return;
  const { overview: extent, clock } = timeline;
  if (linked.loadedAgain(trace, { extent, clock })) return;
  void vscode.window.showInformationMessage(
    `The times of ${fileName(trace.uri)} count something else now: its timeline is no longer linked.`,
  );
}

/** Of each group of editors that shows one, from the left. */
function visibleTraces(editors: TraceEditorProvider): readonly TraceDocument[] {
  const groups = [...vscode.window.tabGroups.all].sort((a, b) => a.viewColumn - b.viewColumn);
  const traces = groups.flatMap(({ activeTab }) => {
    const input = activeTab?.input;
    if (!(input instanceof vscode.TabInputCustom)) return [];
    return editors.documentOf(input.uri) ?? [];
  });
  return [...new Set(traces)];
}
