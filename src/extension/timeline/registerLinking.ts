import * as vscode from 'vscode';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { untilLoaded } from '../untilLoaded';
import { alignments } from './alignments';
import type { AlignedTrace, AlignmentKind } from './alignments';
import type { LinkedTimelines } from './LinkedTimelines';

const kinds: Readonly<Record<AlignmentKind, { readonly label: string; readonly detail: string }>> =
  {
    starts: { label: 'At Their Starts', detail: 'Where what is loaded of each begins' },
    selected: { label: 'At the Selected Moments', detail: 'What is selected in each timeline' },
    markers: {
      label: 'Stretched between Their Markers',
      detail: 'Marker A to marker B of each, however long that is',
    },
  };

/** Commands that have two timelines zoomed and panned together. */
export function registerLinking(
  editors: TraceEditorProvider,
  linked: LinkedTimelines,
): vscode.Disposable {
  const changes = linked.onDidChange((areLinked) => {
    void vscode.commands.executeCommand('setContext', 'exitscope.timelinesLinked', areLinked);
  });
  return vscode.Disposable.from(
    changes,
    linked,
    vscode.commands.registerCommand('exitscope.linkTimelines', () => link(editors, linked)),
    vscode.commands.registerCommand('exitscope.unlinkTimelines', () => linked.unlinkAll()),
  );
}

async function link(editors: TraceEditorProvider, linked: LinkedTimelines): Promise<void> {
  const [a, b] = visibleTraces(editors);
  if (a === undefined || b === undefined) {
    void vscode.window.showInformationMessage(
      'Open two recordings in Exitscope beside each other first.',
    );
    return;
  }
  const [ofA, ofB] = await Promise.all([a, b].map((trace) => aligned(trace, linked)));
  if (ofA === undefined || ofB === undefined) return;
  const items = alignments(ofA, ofB).map(({ kind, alignment }) => ({ ...kinds[kind], alignment }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Link Timelines',
    placeHolder: 'Where they are the same',
  });
  if (picked === undefined) return;
  for (const { relays } of [a, b]) for (const relay of relays) relay.show({ notice: 'timeline' });
  linked.link(a, b, picked.alignment);
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

async function aligned(
  trace: TraceDocument,
  linked: LinkedTimelines,
): Promise<AlignedTrace | undefined> {
  const facts = await untilLoaded(trace.engine, trace.signal);
  return facts && { fromNs: facts.fromNs, stand: linked.standOf(trace) };
}
