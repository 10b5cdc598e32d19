import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewHtml } from './webviewHtml';

/** Has a webview show one of the bundles in `dist`: its script and its style sheet, and nothing from elsewhere. */
export function fillWebview(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  bundle: 'webview' | 'compare',
): void {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const uriOf = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = webviewHtml({
    cspSource: webview.cspSource,
    styleUri: uriOf(`${bundle}.css`),
    scriptUri: uriOf(`${bundle}.js`),
    nonce: randomBytes(24).toString('base64'),
  });
}
