import * as vscode from 'vscode';
import { showTargetCommand } from './shownTarget';
import type { ShownTarget } from './shownTarget';
import type { TreeNode } from './TreeNode';

/** Shows nodes as VS Code draws trees. */
export class NodeTree<
  Node extends TreeNode & { readonly children: readonly Node[] } = TreeNode,
> implements vscode.TreeDataProvider<Node> {
  private nodes: readonly Node[] = [];
  private document = '';
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  /** `document`: URI of the trace that the nodes are of. */
  show(nodes: readonly Node[], document: string): void {
    this.nodes = nodes;
    this.document = document;
    this.changed.fire(undefined);
  }

  getChildren(node?: Node): Node[] {
    return [...(node === undefined ? this.nodes : node.children)];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const item = new vscode.TreeItem(node.label, collapsibleState(node));
    item.id = node.id;
    item.description = node.description;
    item.tooltip = node.tooltip === '' ? node.label : node.tooltip;
    if (node.icon !== undefined) item.iconPath = iconOf(node.icon, node.iconColor);
    // By this package.json says which nodes have the action.
    const context = node.place === undefined ? node.context : 'inTimeline';
    if (context !== undefined) item.contextValue = context;
    if (node.target !== undefined) {
      const shown: ShownTarget = { document: this.document, target: node.target };
      item.command = { command: showTargetCommand, title: 'Show', arguments: [shown] };
    }
    if (node.command !== undefined) item.command = { command: node.command, title: node.label };
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function iconOf(icon: string, color: string | undefined): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

function collapsibleState({ children, isOpen }: TreeNode): vscode.TreeItemCollapsibleState {
  if (children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return isOpen === true
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
