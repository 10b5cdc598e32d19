import * as vscode from 'vscode';
import type { EventDetail } from '../../protocol/events';
import type { ShowNotice } from '../../protocol/notices';
import type { TraceFacts } from '../../protocol/facts';
import { openTrace, showInTrace } from '../openTrace';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import { rangeNotice } from '../timeline/rangeNotice';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { documentLines } from './documentLines';
import { isOnDisk } from './isOnDisk';
import { rowOfEvent } from './rowOfEvent';
import { sayNoText } from './sayNoText';
import { wantedEvent } from './wantedEvent';
import type { WantedEvent } from './wantedEvent';

/**
 * Opens the text's recording beside it, at the event of one line: the one under the cursor, or the one
 * whose hover was used. In the table of events, or in the timeline too.
 */
export function registerShowEvent(editors: TraceEditorProvider): vscode.Disposable {
  const show = async (notices: EventNotices, uri: unknown, line: unknown): Promise<void> => {
    const place = placeOf(uri, line);
    if (place === undefined) {
      sayNoText();
      return;
    }
    if (!isOnDisk(place.uri)) {
      void vscode.window.showInformationMessage('Save the text to a file first.');
      return;
    }
    const document = await vscode.workspace.openTextDocument(place.uri);
    const wanted = wantedEvent(documentLines(document), place.line);
    if (wanted === undefined) {
      void vscode.window.showInformationMessage('This line shows no event.');
      return;
    }
    const options = { viewColumn: vscode.ViewColumn.Beside, preview: false };
    const trace = await openTrace(editors, place.uri, options);
    if (trace !== undefined) await reveal(trace, wanted, document.isDirty, notices);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('exitscope.showEvent', (uri?: unknown, line?: unknown) =>
      show(inTable, uri, line),
    ),
    vscode.commands.registerCommand(
      'exitscope.showEventInTimeline',
      (uri?: unknown, line?: unknown) => show(inTimeline, uri, line),
    ),
  );
}

/** How an event that was found is shown. */
type EventNotices = (event: EventDetail, facts: TraceFacts) => readonly ShowNotice[];

const inTable: EventNotices = ({ row }) => [{ notice: 'reveal', row }];

const inTimeline: EventNotices = (event, facts) => {
  const { vm, vcpu, timeNs } = event;
  const lane = vm === null || vcpu === null ? null : vcpuLaneKey({ vm, vcpu }, 'state');
  return [...inTable(event, facts), rangeNotice({ lane, timeNs }, facts)];
};

interface Place {
  readonly uri: vscode.Uri;
  readonly line: number;
}

/** The line of a hover's link, or the cursor's. From a menu VS Code hands over the file alone. */
function placeOf(uri: unknown, line: unknown): Place | undefined {
  if (typeof uri === 'string' && typeof line === 'number') {
    return { uri: vscode.Uri.parse(uri), line };
  }
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri, line: editor.selection.active.line };
}

async function reveal(
  trace: TraceDocument,
  wanted: WantedEvent,
  isDirty: boolean,
  notices: EventNotices,
): Promise<void> {
  await showInTrace(trace, async (facts) => {
    const row = await rowOfEvent(trace.engine, facts, wanted);
    if (row !== undefined) return notices(await trace.engine.call('eventDetail', { row }), facts);
    sayNotFound(wanted, isDirty);
    return [];
  });
}

function sayNotFound({ line }: WantedEvent, isDirty: boolean): void {
  const unsaved = isDirty ? ' The text has changes that are not saved.' : '';
  const what = `${line.event} at ${line.stamp?.text ?? 'an unknown time'}`;
  void vscode.window.showInformationMessage(
    `Exitscope does not find ${what} of this line among the events that are loaded.${unsaved}`,
  );
}
