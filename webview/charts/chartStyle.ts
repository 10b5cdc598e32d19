import type { ThemeColors } from './themeColors';

const fontCssPx = 11;

export interface ChartFont {
  readonly family: string;
  readonly size: number;
}

export function fontOf(colors: ThemeColors): ChartFont {
  return { family: colors.fontFamily, size: fontCssPx };
}

/** A chart's tooltip as VS Code's own hovers look. */
export function tooltipStyle(colors: ThemeColors): {
  readonly backgroundColor: string;
  readonly titleColor: string;
  readonly bodyColor: string;
  readonly borderColor: string;
  readonly borderWidth: number;
  readonly cornerRadius: number;
  readonly titleFont: ChartFont;
  readonly bodyFont: ChartFont;
} {
  const font = fontOf(colors);
  return {
    backgroundColor: colors.tooltipBackground,
    titleColor: colors.tooltipText,
    bodyColor: colors.tooltipText,
    borderColor: colors.tooltipBorder,
    borderWidth: 1,
    cornerRadius: 2,
    titleFont: font,
    bodyFont: font,
  };
}
