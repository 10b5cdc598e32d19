import * as vscode from 'vscode';
import type { ShowNotice } from '../../protocol/notices';
import { openTrace, showInTrace } from '../openTrace';
import { rangeNotice } from '../timeline/rangeNotice';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { showInTimelineCommand, showTargetCommand } from './shownTarget';
import type { ShownPlace, ShownTarget } from './shownTarget';
import type { TreeNode } from './TreeNode';

export interface ShowTargetOptions {
  readonly editors: TraceEditorProvider;
  /** URI of the document whose nodes the trees show; undefined: they are empty. */
  readonly shownDocument: () => string | undefined;
}

/** Takes the user to what a node or a problem is about, in the editor of its trace. */
export function registerShowTarget(options: ShowTargetOptions): vscode.Disposable {
  const { editors, shownDocument } = options;
  const opened = (document: string): Promise<TraceDocument | undefined> =>
    openTrace(editors, vscode.Uri.parse(document));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(showTargetCommand, async (shown: ShownTarget) => {
      const trace = await opened(shown.document);
      if (trace === undefined) return;
      const { target } = shown;
      await showInTrace(trace, async () => {
        if (target.kind === 'event') return [await rowNotice(trace, target.timeNs)];
        const { kind, ...selection } = target;
        return [{ notice: kind, ...selection }];
      });
    }),
    vscode.commands.registerCommand(
      showInTimelineCommand,
      async (node: Pick<TreeNode, 'place'> & Partial<ShownPlace>) => {
        const { place, document = shownDocument() } = node;
        const trace = document === undefined ? undefined : await opened(document);
        if (trace === undefined || place === undefined) return;
        await showInTrace(trace, async (facts) => [
          ...(place.timeNs === null ? [] : [await rowNotice(trace, place.timeNs)]),
          rangeNotice(place, facts),
        ]);
      },
    ),
  );
}

async function rowNotice({ engine }: TraceDocument, timeNs: number): Promise<ShowNotice> {
  // Among all events a position is a row.
  const { position } = await engine.call('findEvent', { filter: '', timeNs });
  return { notice: 'reveal', row: position };
}
