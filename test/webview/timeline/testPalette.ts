import { readFileSync } from 'node:fs';
import path from 'node:path';
import { colorIds, contributedId, type ColorId } from '../../../webview/timeline/colorIds';
import { Palette } from '../../../webview/timeline/Palette';
import { parseRgb, type Rgb } from '../../../webview/timeline/rgb';

export type ThemeKind = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

export const themeKinds: readonly ThemeKind[] = [
  'dark',
  'light',
  'highContrast',
  'highContrastLight',
];

interface ContributedColor {
  readonly id: string;
  readonly description: string;
  readonly defaults: Readonly<Record<ThemeKind, string>>;
}

/** What package.json contributes. */
export const contributedColors = (
  JSON.parse(readFileSync(path.join(__dirname, '../../../package.json'), 'utf8')) as {
    readonly contributes: { readonly colors: readonly ContributedColor[] };
  }
).contributes.colors;

const backgrounds: Readonly<Record<ThemeKind, string>> = {
  dark: '#1f1f1f',
  light: '#ffffff',
  highContrast: '#000000',
  highContrastLight: '#ffffff',
};

/** The extension's own colours in a kind of theme. */
export function testPalette(kind: ThemeKind, scale = 1): Palette {
  const isDark = kind === 'dark' || kind === 'highContrast';
  const byId = Object.fromEntries(
    colorIds.map((id) => {
      const color = contributedColors.find((known) => known.id === contributedId(id));
      return [id, rgb(color!.defaults[kind])];
    }),
  ) as Record<ColorId, Rgb>;
  const colors = {
    background: rgb(backgrounds[kind]),
    text: rgb(isDark ? '#cccccc' : '#3b3b3b'),
    byId,
    isHighContrast: kind.startsWith('highContrast'),
  };
  return new Palette(colors, scale);
}

function rgb(text: string): Rgb {
  return parseRgb(text)!;
}
