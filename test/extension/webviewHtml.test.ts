import assert from 'node:assert/strict';
import { webviewHtml } from '../../src/extension/webviewHtml';

describe('webviewHtml', () => {
  const html = webviewHtml({
    cspSource: 'https://vs.code',
    styleUri: 'https://vs.code/webview.css',
    scriptUri: 'https://vs.code/webview.js',
    nonce: 'n0nce',
  });

  it('holds a place for the bundle and no data', () => {
    assert.match(html, /<body><main id="app"><\/main><\/body>/);
  });

  it('runs the one script that has the nonce', () => {
    const scripts = html.match(/<script[^>]*>/g);

    assert.deepEqual(scripts, ['<script defer nonce="n0nce" src="https://vs.code/webview.js">']);
  });

  it('allows nothing but its own script, styles, fonts and pictures', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];

    assert.deepEqual(policy?.split('; '), [
      "default-src 'none'",
      "style-src https://vs.code 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
      "script-src 'nonce-n0nce'",
      'font-src https://vs.code',
      'img-src https://vs.code data:',
    ]);
  });
});
