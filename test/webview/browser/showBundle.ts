import type { Page } from 'playwright-core';

const origin = 'http://localhost:47113';
const nonce = 'cGFnZS10ZXN0';
const csp = [
  "default-src 'none'",
  `style-src ${origin} 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
  `script-src 'nonce-${nonce}'`,
  `font-src ${origin}`,
  `img-src ${origin} data:`,
].join('; ');

/** A page's bundle. */
export interface PageBundle {
  readonly script: string;
  readonly styles: string;
}

/** Opens a bundle as VS Code opens a webview: with its Content-Security-Policy and its own styles. */
export async function showBundle(page: Page, { script, styles }: PageBundle): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/webview.js') {
      await route.fulfill({ contentType: 'text/javascript', body: script });
    } else if (pathname === '/webview.css') {
      await route.fulfill({ contentType: 'text/css', body: styles + defaultStyles });
    } else await route.fulfill({ contentType: 'text/html', body: html() });
  });
  await page.goto(`${origin}/`);
}

/** What VS Code gives every webview, as far as it bears on our page. */
const defaultStyles = `
@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body {
    background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
    font-size: var(--vscode-font-size); margin: 0; padding: 0 20px;
  }
}`;

function html(): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${csp}">
    <link rel="stylesheet" href="${origin}/webview.css">
    <title>Trace</title>
  </head>
  <body>
    <main id="app"></main>
    <script nonce="${nonce}" src="${origin}/webview.js"></script>
  </body>
</html>`;
}
