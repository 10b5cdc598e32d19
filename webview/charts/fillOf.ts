import type { ClassStyle } from './classStyles';
import type { ThemeColors } from './themeColors';

const tileCssPx = 6;

/** The paint of a class: its hue, plain or as a pattern on the background. */
export function fillOf(style: ClassStyle, colors: ThemeColors): string | CanvasPattern {
  const color = colors.hues[style.hue];
  if (style.fill === 'solid') return color;
  const tile = document.createElement('canvas');
  tile.width = tileCssPx;
  tile.height = tileCssPx;
  const context = tile.getContext('2d');
  if (context === null) return color;
  context.fillStyle = colors.background;
  context.fillRect(0, 0, tileCssPx, tileCssPx);
  if (style.fill === 'hatched') drawHatch(context, color);
  else drawDots(context, color);
  return context.createPattern(tile, 'repeat') ?? color;
}

function drawHatch(context: CanvasRenderingContext2D, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 2.2;
  context.beginPath();
  // Three parallels: the outer two fill the corners, so that tiles join without a seam.
  for (const shift of [-tileCssPx, 0, tileCssPx]) {
    context.moveTo(shift - 1, tileCssPx + 1);
    context.lineTo(shift + tileCssPx + 1, -1);
  }
  context.stroke();
}

function drawDots(context: CanvasRenderingContext2D, color: string): void {
  context.fillStyle = color;
  const half = tileCssPx / 2;
  context.fillRect(0, 0, half, half);
  context.fillRect(half, half, half, half);
}
