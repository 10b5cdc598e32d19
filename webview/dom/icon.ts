const svgNamespace = 'http://www.w3.org/2000/svg';

/** Outlines on a 16 by 16 grid, in the weight of VS Code's own icons. */
const outlines = {
  close: 'M4 4l8 8M12 4l-8 8',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1.5v-5.5z',
  help: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M6.4 6.4a1.6 1.6 0 1 1 2.3 1.4c-.5.3-.7.6-.7 1.1v.3M8 10.7v.9',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  expand: 'M6 4l4 4-4 4',
  error: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.3v1',
  info: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 7.2v4M8 4.8v1',
} as const;

export type IconName = keyof typeof outlines;

/** A picture beside text or on a labelled button: hidden from screen readers, coloured like its text. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', outlines[name]);
  svg.append(path);
  return svg;
}
