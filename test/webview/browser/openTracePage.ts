import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { offlineContext } from '../../support/chromium';
import { fiftyMillion, type Scenario } from './scenario';
import { showBundle } from './showBundle';

const root = path.join(__dirname, '../../..');
export type ThemeName = 'dark-modern' | 'light-modern' | 'hc-dark' | 'hc-light';

interface Theme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

interface ContributedColor {
  readonly id: string;
  readonly defaults: Readonly<
    Record<'dark' | 'light' | 'highContrast' | 'highContrastLight', string>
  >;
}

const kindOfTheme = {
  'dark-modern': 'dark',
  'light-modern': 'light',
  'hc-dark': 'highContrast',
  'hc-light': 'highContrastLight',
} as const;

const contributedColors = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly colors: readonly ContributedColor[] };
  }
).contributes.colors;

const themes = JSON.parse(readFileSync(path.join(__dirname, 'themes.json'), 'utf8')) as Readonly<
  Record<ThemeName, Theme>
>;

export interface TracePageOptions {
  readonly scenario?: Partial<Scenario>;
  readonly theme?: ThemeName;
  readonly widthCssPx?: number;
  readonly heightCssPx?: number;
}

/** The page as VS Code would show it, with its answers canned. */
export async function openTracePage(
  browser: Browser,
  options: TracePageOptions = {},
): Promise<Page> {
  const { context } = await offlineContext(browser, {
    viewport: { width: options.widthCssPx ?? 1400, height: options.heightCssPx ?? 900 },
  });
  const page = await context.newPage();
  const bundles = await bundle();
  const scenario: Scenario = { ...fiftyMillion, ...options.scenario };
  await page.addInitScript(
    `const scenarioOfTest = ${JSON.stringify(scenario)};\n${bundles.fakeHost}`,
  );
  await showBundle(page, bundles);
  await setTheme(page, options.theme ?? 'dark-modern');
  await page.locator(`body[data-state="${scenario.load.kind}"]`).waitFor();
  return page;
}

/** Does to the page what VS Code does when the user picks a theme. */
export async function setTheme(page: Page, name: ThemeName): Promise<void> {
  const theme = themes[name];
  const own = contributedColors.map(({ id, defaults }) => [
    `--vscode-${id.replace('.', '-')}`,
    defaults[kindOfTheme[name]],
  ]);
  const all = { ...theme.variables, ...(Object.fromEntries(own) as Record<string, string>) };
  await page.evaluate(
    ({ bodyClass, variables }) => {
      const { style } = document.documentElement;
      for (const [variable, value] of Object.entries(variables)) style.setProperty(variable, value);
      // Absent in this theme, left over from the last one.
      for (const variable of [...style])
        if (!(variable in variables)) style.removeProperty(variable);
      document.body.className = `vscode-body ${bodyClass}`;
      // VS Code paints it behind the page, which itself is transparent.
      style.setProperty('background', variables['--vscode-editor-background']!);
    },
    { bodyClass: theme.bodyClass, variables: all },
  );
}

interface Bundles {
  readonly script: string;
  readonly styles: string;
  readonly fakeHost: string;
}

let bundles: Promise<Bundles> | undefined;

/** Built once for all tests of a run. */
function bundle(): Promise<Bundles> {
  bundles ??= build();
  return bundles;
}

async function build(): Promise<Bundles> {
  const common = { bundle: true, write: false, target: 'chrome120' } as const;
  const [pageBuild, hostBuild] = await Promise.all([
    esbuild.build({
      ...common,
      entryPoints: [path.join(root, 'webview/main.ts')],
      outfile: 'webview.js',
      format: 'iife',
    }),
    esbuild.build({
      ...common,
      entryPoints: [path.join(__dirname, 'fakeHostEntry.ts')],
      outfile: 'fakeHost.js',
      format: 'iife',
    }),
  ]);
  const text = (files: readonly esbuild.OutputFile[], ending: string): string =>
    files.find((file) => file.path.endsWith(ending))!.text;
  return {
    script: text(pageBuild.outputFiles, '.js'),
    styles: text(pageBuild.outputFiles, '.css'),
    fakeHost: text(hostBuild.outputFiles, '.js'),
  };
}
