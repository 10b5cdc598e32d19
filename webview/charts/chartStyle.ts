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

/** A legend over a chart; `boxCssPx`: how high its samples of colour are. */
export function legendStyle(
  boxCssPx: number,
  colors: ThemeColors,
): {
  readonly align: 'start';
  readonly onClick: () => void;
  readonly labels: {
    readonly color: string;
    readonly font: ChartFont;
    readonly boxWidth: number;
    readonly boxHeight: number;
    readonly padding: number;
  };
} {
  return {
    align: 'start',
    // The legend only explains: what a stray click hides would make the picture untrue.
    onClick: () => undefined,
    labels: {
      color: colors.text,
      font: fontOf(colors),
      boxWidth: 12,
      boxHeight: boxCssPx,
      padding: 8,
    },
  };
}
