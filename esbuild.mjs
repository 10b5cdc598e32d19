/** Builds the bundles of the product into dist/, and the tests of the extension host into dist-test/. */
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { values: options } = parseArgs({
  options: { watch: { type: 'boolean' }, production: { type: 'boolean' } },
});
const production = options.production === true;

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

/** `vscode` and mocha are there in the extension host. @type {esbuild.BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
};

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.js' },
  { ...node, entryPoints: ['src/engine/node/worker.ts'], outfile: 'dist/worker.js' },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  // Their style sheets are imported by their modules and become dist/webview.css and dist/compare.css.
  {
    ...common,
    entryPoints: { webview: 'webview/main.ts', compare: 'webview/compare/main.ts' },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'chrome120',
  },
];
if (!production) {
  const entryPoints = ['test/host/index.ts', 'test/host/*.test.ts'];
  bundles.push({ ...node, entryPoints, outdir: 'dist-test/host' });
  // The host runs every test file that lies there, also one whose source is gone.
  rmSync('dist-test', { recursive: true, force: true });
}

try {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
} catch {
  process.exit(1); // esbuild has printed what is wrong and where.
}
chmodSync('dist/cli.js', 0o755);
// Read by the bundles from their own folder, once somebody disassembles.
const { resolve } = createRequire(import.meta.url);
copyFileSync(resolve('iced-x86/iced_x86_bg.wasm'), 'dist/iced_x86_bg.wasm');
copyFileSync(resolve('iced-x86/LICENSE.txt'), 'dist/iced_x86_bg.wasm.LICENSE.txt');

if (options.watch === true) {
  for (const bundle of bundles) {
    const context = await esbuild.context({ ...bundle, logLevel: 'info' });
    await context.watch();
  }
}
