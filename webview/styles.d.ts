/** esbuild collects the style sheets that modules import into webview.css. */
declare module '*.css';
