import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { Relay } from './Relay';
import { startTrace } from './startTrace';
import { TraceDocument } from './TraceDocument';
import type { TraceWorkers } from './TraceWorkers';
import { webviewHtml } from './webviewHtml';

export interface TraceEditorOptions {
  readonly extensionUri: vscode.Uri;
  readonly workers: TraceWorkers;
  readonly log: vscode.LogOutputChannel;
}

/** Opens recordings, read-only: an engine for every document, a page for every panel of it. */
export class TraceEditorProvider implements vscode.CustomReadonlyEditorProvider<TraceDocument> {
  private readonly documents = new Set<TraceDocument>();

  constructor(private readonly options: TraceEditorOptions) {}

  get openTraces(): number {
    return this.documents.size;
  }

  openCustomDocument(uri: vscode.Uri): TraceDocument {
    const start = startTrace(uri, this.options.workers, this.options.log);
    const document = new TraceDocument(uri, start, (closed) => this.documents.delete(closed));
    this.documents.add(document);
    return document;
  }

  resolveCustomEditor(document: TraceDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const relay = new Relay({
      engine: document.engine,
      post: (message) => void webview.postMessage(message),
      copyText: (text) => vscode.env.clipboard.writeText(text),
    });
    webview.onDidReceiveMessage((message: unknown) => relay.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) relay.pageHidden();
    });
    panel.onDidDispose(() => relay.dispose());

    const dist = vscode.Uri.joinPath(this.options.extensionUri, 'dist');
    const uriOf = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = webviewHtml({
      cspSource: webview.cspSource,
      styleUri: uriOf('webview.css'),
      scriptUri: uriOf('webview.js'),
      nonce: randomBytes(24).toString('base64'),
    });
  }
}
