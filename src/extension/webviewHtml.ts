export interface WebviewHtmlOptions {
  /** What VS Code's own resources may be loaded from, `webview.cspSource`. */
  readonly cspSource: string;
  readonly styleUri: string;
  readonly scriptUri: string;
  /** Fresh for every page. */
  readonly nonce: string;
}

/** The page of the editor: a place for the bundle to fill. Data comes by request. */
export function webviewHtml({ cspSource, styleUri, scriptUri, nonce }: WebviewHtmlOptions): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource} ${emptyStyleHash}`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Exitscope</title>
<link rel="stylesheet" href="${styleUri}">
<script defer nonce="${nonce}" src="${scriptUri}"></script>
</head>
<body><main id="app"></main></body>
</html>`;
}

/** SHA-256 of nothing: the control toolkit appends one empty style element. */
const emptyStyleHash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
