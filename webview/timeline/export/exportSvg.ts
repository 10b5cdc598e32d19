import type { TimelineOverview } from '../../../src/protocol/timeline';
import type { ClockUnit } from '../../format/time';
import { niceScale } from '../niceScale';
import { rulerScale } from '../rulerTicks';
import { columnAt } from '../viewport';
import { groupingOf } from './GroupedColumns';
import type { PicturedColumns } from './PicturedColumns';
import { pictureLaneName, pictureTitle } from './pictureTexts';
import { RectPath } from './RectPath';
import { svgArrows } from './svgArrows';
import { escaped, LETTER_CSS_PX, svgElement, svgNumber } from './svgElement';
import { SvgFills } from './svgFills';
import { mostExits, mostLevel, svgLane } from './svgLane';
import { svgLegend } from './svgLegend';
import { svgMarks, type PicturedMarks } from './svgMarks';

export interface ExportSvgOptions {
  readonly picture: PicturedColumns;
  readonly marks: PicturedMarks;
  readonly categories: TimelineOverview['categories'];
  readonly fileName: string;
  /** Names of lanes say of which VM they are. */
  readonly hasSeveralVms: boolean;
  readonly clockUnit: ClockUnit;
}

/** Pictures of one size, to be laid over each other. */
export interface SvgLayers {
  /** Title, ruler, names and legend, with room for the lanes. */
  readonly around: string;
  /** What stands over the lanes: arrows, markers, notes. */
  readonly above: string;
  readonly widthCssPx: number;
  readonly heightCssPx: number;
  /** Where the lanes are. */
  readonly lanesLeftCssPx: number;
  readonly lanesTopCssPx: number;
}

const PAD = 10;
const GUTTER = 150;
const TITLE = 24;
const RULER = 22;
const CSS_PX_PER_TICK = 110;

/** The timeline as it is in view, as a picture of lines and texts, with what explains it. */
export function exportSvg(options: ExportSvgOptions): string {
  const { fills, place, around, lost, above, root } = composed(options);
  const { picture } = options;
  const lanes = laneMarkup(options, fills, place);
  const hatch = lost === undefined ? '' : lostMarkup(picture, lost, place);
  return svgText(root, fills.defs(), ...around, clipped(picture, place, lanes + hatch), above);
}

/** The same without the lanes, for those who have their pixels. */
export function svgLayers(options: ExportSvgOptions): SvgLayers {
  const { fills, place, around, above, root } = composed(options);
  return {
    around: svgText(root, fills.defs(), ...around),
    above: svgText(root, above),
    widthCssPx: root.width,
    heightCssPx: root.height,
    lanesLeftCssPx: place.left,
    lanesTopCssPx: place.top,
  };
}

/** Lanes may be scrolled half out of sight. */
function clipped(picture: PicturedColumns, { left, top }: Place, markup: string): string {
  const { widthCssPx: width, heightCssPx: height } = picture;
  const area = svgElement('rect', { x: left, y: top, width, height });
  return (
    svgElement('clipPath', { id: 'lanes' }, area) +
    svgElement('g', { 'clip-path': 'url(#lanes)' }, markup)
  );
}

interface Place {
  readonly left: number;
  readonly top: number;
}

interface Composed {
  readonly fills: SvgFills;
  readonly place: Place;
  readonly around: readonly string[];
  readonly above: string;
  /** What the stretches of lost events are filled with; undefined: there are none. */
  readonly lost: string | undefined;
  readonly root: { readonly width: number; readonly height: number };
}

function composed(options: ExportSvgOptions): Composed {
  const { picture, marks, fileName, clockUnit } = options;
  const { window, widthCssPx, heightCssPx, lanes, background, text } = picture;
  const fills = new SvgFills(background);
  const place = { left: PAD + GUTTER, top: PAD + TITLE + RULER };
  const width = place.left + widthCssPx + PAD;
  const hasLost = picture.lost.some((share) => share > 0);
  const lost = hasLost ? fills.over(text, 'wideHatch') : undefined;
  const legendTop = place.top + heightCssPx + PAD;
  const legend = svgLegend(
    lanes,
    fills,
    { left: PAD, top: legendTop, width: width - 2 * PAD },
    lost,
  );
  const size = { width, height: legendTop + legend.height + PAD };
  const title = { x: PAD, y: PAD + 14, 'font-size': 13, 'font-weight': 600 };
  return {
    ...{ fills, place, lost },
    around: [
      svgElement('rect', { ...size, fill: background }),
      svgElement('text', title, escaped(pictureTitle(fileName, window, clockUnit))),
      ruler(options, place),
      names(options, place),
      legend.markup,
    ],
    above: svgArrows(picture, place) + svgMarks(picture, marks, place),
    root: { ...size, ...{ fill: text } },
  };
}

function svgText(
  root: { readonly width: number; readonly height: number },
  ...content: readonly string[]
): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${root.width} ${root.height}`,
    'font-family': 'system-ui, sans-serif',
    'font-size': 11,
    role: 'img',
    ...root,
  };
  return `${svgElement('svg', attributes, ...content)}\n`;
}

function ruler({ picture, clockUnit }: ExportSvgOptions, { left, top }: Place): string {
  const { window, widthCssPx, heightCssPx, text } = picture;
  const most = Math.max(2, Math.floor(widthCssPx / CSS_PX_PER_TICK));
  const { ticks, base } = rulerScale(window, most, clockUnit);
  const marks = ticks.map(({ timeNs, label }) => {
    const x = left + (columnAt(window, timeNs) * widthCssPx) / window.columns;
    const line = `M${svgNumber(x)} ${top - 6}v${heightCssPx + 6}`;
    const hasRoom = x + 3 + label.length * LETTER_CSS_PX < left + widthCssPx + PAD;
    return (
      svgElement('path', { d: line, stroke: text, opacity: 0.25 }) +
      (hasRoom ? svgElement('text', { x: svgNumber(x + 3), y: top - 8 }, escaped(label)) : '')
    );
  });
  const from =
    base === undefined ? '' : svgElement('text', { x: PAD, y: top - 8 }, escaped(`from ${base}`));
  return svgElement('g', {}, from, ...marks);
}

function names({ picture, hasSeveralVms }: ExportSvgOptions, { top }: Place): string {
  const labels = picture.lanes.map(({ lane, topCssPx, heightCssPx }) => {
    const middleCssPx = topCssPx + heightCssPx / 2;
    if (middleCssPx < 0 || middleCssPx > picture.heightCssPx) return '';
    const middle = top + middleCssPx;
    const size = Math.min(11, Math.max(8, heightCssPx - 1));
    return svgElement(
      'text',
      { x: PAD, y: middle + size * 0.36, 'font-size': size },
      escaped(pictureLaneName(lane, hasSeveralVms)),
    );
  });
  return svgElement('g', {}, ...labels);
}

function laneMarkup(
  { picture, categories }: ExportSvgOptions,
  fills: SvgFills,
  { left, top }: Place,
): string {
  const { window, widthCssPx, lanes } = picture;
  const { size } = groupingOf(window);
  const columnWidth = (widthCssPx * size) / window.columns;
  const scales = {
    exits: niceScale(mostExits(window, lanes)),
    windowNs: niceScale(mostLevel(lanes)),
  };
  const drawn = lanes.map((lane) =>
    svgElement(
      'g',
      { 'data-lane': lane.lane.key },
      svgLane({
        ...{ view: window, categories: categories[lane.lane.kind], lane, fills, scales },
        box: { left, top: top + lane.topCssPx, height: lane.heightCssPx, columnWidth },
      }),
    ),
  );
  return svgElement('g', { 'shape-rendering': 'crispEdges' }, ...drawn);
}

function lostMarkup(
  { window, widthCssPx, heightCssPx, lost }: PicturedColumns,
  fill: string,
  { left, top }: Place,
): string {
  const path = new RectPath();
  const columnWidth = widthCssPx / window.columns;
  lost.forEach((share, column) => {
    if (share === 0) return;
    const x = left + column * columnWidth;
    // The end is the next one's start to the last bit, so that neighbours become one.
    path.add(x, left + (column + 1) * columnWidth, top, top + heightCssPx);
  });
  return svgElement('path', { d: path.text(), fill });
}
