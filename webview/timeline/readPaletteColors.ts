import { colorIds, contributedId, type ColorId } from './colorIds';
import type { PaletteColors } from './Palette';
import { parseRgb, type Rgb } from './rgb';

const grey: Rgb = { red: 128, green: 128, blue: 128 };

/** The theme of now: VS Code puts colours that an extension contributes beside its own. */
export function readPaletteColors(): PaletteColors {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string, fallback: Rgb): Rgb =>
    parseRgb(style.getPropertyValue(`--vscode-${name}`)) ?? fallback;
  const text = read('foreground', grey);
  const byId = Object.fromEntries(
    colorIds.map((id) => [id, read(contributedId(id).replace('.', '-'), text)]),
  ) as Record<ColorId, Rgb>;
  return {
    background: read('editor-background', grey),
    text,
    byId,
    isHighContrast: document.body.classList.contains('vscode-high-contrast'),
  };
}
