import * as vscode from 'vscode';
import type { ActiveTrace } from '../ActiveTrace';
import { NodeTree } from '../analysis/NodeTree';
import { countText } from '../analysis/texts';
import type { SymbolState } from '../../protocol/code';
import type { TraceDocument } from '../TraceDocument';
import type { EditorSymbolActions } from './editorSymbolActions';
import { hasSymbols, symbolNodes } from './symbolNodes';
import type { SymbolNode } from './symbolNodes';
import { unusedFiles } from './symbolsWarning';

/** Above the tree and not instead of it, as the text of an empty view is: nothing can be dropped on that. */
const whySymbols =
  'With symbols of the guest, exits are shown by function, source line and instruction instead of ' +
  'addresses. Its kallsyms is best; a System.map or vmlinux will do, as the exits tell where KASLR ' +
  'put the kernel. Files can be dropped below.';

const URI_LIST = 'text/uri-list';

export interface SymbolsViewOptions {
  readonly active: ActiveTrace;
  readonly actions: EditorSymbolActions;
}

/** The view "Guest Symbols" of the trace that was looked at last; files can be dropped on it. */
export function symbolsView({ active, actions }: SymbolsViewOptions): vscode.Disposable {
  const tree = new NodeTree<SymbolNode>();
  const view = vscode.window.createTreeView('exitscope.symbols', {
    treeDataProvider: tree,
    showCollapseAll: true,
    dragAndDropController: dropController({ active, actions }),
  });
  let shown: TraceDocument | undefined;
  const show = (trace: TraceDocument, state: SymbolState | undefined): void => {
    if (trace !== shown) return;
    const nodes = state === undefined ? [] : symbolNodes(state, trace.symbols.wished);
    view.message = state === undefined || hasSymbols(state) ? '' : whySymbols;
    tree.show(nodes, trace.uri.toString());
    const unused = state === undefined ? 0 : unusedFiles(state);
    view.badge =
      unused === 0
        ? undefined
        : { value: unused, tooltip: `${countText(unused, 'file')} of symbols not used` };
  };
  const following = active.follow((trace) => {
    shown = trace;
    tree.show([], '');
    view.message = '';
    view.badge = undefined;
    if (trace === undefined) return undefined;
    void trace.symbols.ready().then((state) => show(trace, state));
    // While others are about to be used, those that are stay in view.
    return trace.symbols.onDidChange((state) => {
      if (state !== undefined) show(trace, state);
    });
  });
  return vscode.Disposable.from(view, tree, following);
}

function dropController({
  active,
  actions,
}: SymbolsViewOptions): vscode.TreeDragAndDropController<SymbolNode> {
  return {
    dragMimeTypes: [],
    dropMimeTypes: [URI_LIST, 'files'],
    handleDrop: async (target, transfer) => {
      const { document } = active;
      if (document === undefined) return;
      const list = await transfer.get(URI_LIST)?.asString();
      const uris = urisOf(list ?? '', transfer);
      if (uris.length > 0) await actions.dropOnView(document, uris, target?.vm);
    },
  };
}

/** VS Code gives files of other programs beside the list, where it knows where they are. */
function urisOf(list: string, transfer: vscode.DataTransfer): readonly vscode.Uri[] {
  const listed = list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
  if (listed.length > 0) return listed;
  return [...transfer].flatMap(([, item]) => item.asFile()?.uri ?? []);
}
