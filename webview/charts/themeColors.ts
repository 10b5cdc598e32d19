import type { Hue } from './classStyles';

/** What a canvas needs to know of the theme: it does not see CSS variables. */
export interface ThemeColors {
  readonly hues: Readonly<Record<Hue, string>>;
  readonly text: string;
  readonly gridLine: string;
  readonly background: string;
  /** Of what the keyboard is at. */
  readonly focus: string;
  readonly tooltipBackground: string;
  readonly tooltipText: string;
  readonly tooltipBorder: string;
  readonly fontFamily: string;
}

export function readThemeColors(): ThemeColors {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(`--vscode-${name}`).trim();
  const text = read('foreground');
  const either = (name: string, fallback: string): string => read(name) || fallback;
  const background = read('editor-background');
  return {
    hues: {
      blue: either('charts-blue', text),
      yellow: either('charts-yellow', text),
      green: either('charts-green', text),
      purple: either('charts-purple', text),
      red: either('charts-red', text),
      foreground: either('charts-foreground', text),
    },
    text,
    // High contrast themes have no faint lines.
    gridLine: either('tree-tableColumnsBorder', either('charts-lines', text)),
    background,
    focus: either('focusBorder', text),
    tooltipBackground: either('editorHoverWidget-background', background),
    tooltipText: either('editorHoverWidget-foreground', text),
    tooltipBorder: either('editorHoverWidget-border', text),
    fontFamily: read('font-family'),
  };
}

/** Calls back when VS Code has changed the theme: it then rewrites the root's style and the body's class. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
