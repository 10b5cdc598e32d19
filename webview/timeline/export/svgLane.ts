import type { TimelineWindow } from '../../../src/protocol/timeline';
import type { LaneAnswer, PicturedLane } from '../TimelinePicture';
import { groupedAmounts } from './GroupedColumns';
import { columnTotals, levelPaths, stackPaths, type PathBox } from './lanePaths';
import { svgPath } from './svgElement';
import type { SvgLaneOptions } from './SvgLaneOptions';
import { svgWakes } from './svgWakes';

/** Of a page's lane, for faults that are no stores. */
const ACCESS_SHARE = 0.5;

/** A lane as paths, one for each category that is in it. */
export function svgLane(options: SvgLaneOptions): string {
  const { view, lane, box, fills, scales } = options;
  const { answer, looks } = lane;
  if (answer === undefined) return '';
  const { columns, window } = answer;
  if (columns.form === 'level') {
    const level = { window, columns };
    const paths = levelPaths(box, view, level, scales.windowNs);
    const color = looks[0]?.color ?? 'currentColor';
    return [
      svgPath(paths.low, fills.plain(color, 1), looks[0]?.title ?? ''),
      svgPath(paths.between, fills.plain(color, 0.5), ''),
    ].join('');
  }
  const categories = looks.length;
  const amounts = groupedAmounts(view, { ...answer, columns }, categories);
  const filled = (paths: readonly string[]): string =>
    paths.map((d, at) => svgPath(d, fills.of(looks[at]!), looks[at]!.title)).join('');
  if (columns.form === 'band') return filled(stackPaths(box, amounts, categories, () => 1));
  switch (lane.lane.kind) {
    case 'wakes':
      return svgWakes(options, amounts);
    case 'page': {
      const isStore = (at: number): boolean => options.categories[at]!.startsWith('store');
      const stores = only(amounts, categories, isStore);
      const accesses = only(amounts, categories, (at) => !isStore(at));
      const height = box.height * ACCESS_SHARE;
      const low = { ...box, top: box.top + box.height - height, height };
      return (
        filled(proportional(box, stores, categories)) +
        filled(proportional(low, accesses, categories))
      );
    }
    default:
      return filled(stackPaths(box, amounts, categories, () => scales.exits));
  }
}

/** Largest of the lanes in a picture, for their scales. */
export function mostExits(window: TimelineWindow, lanes: readonly PicturedLane[]): number {
  const totals = lanes.flatMap(({ lane, answer, looks }) => {
    if (lane.kind !== 'exits' || answer?.columns.form !== 'counts') return [];
    const { columns } = answer;
    return [
      columnTotals(groupedAmounts(window, { ...answer, columns }, looks.length), looks.length),
    ];
  });
  return totals.reduce((most, of) => of.reduce((a, b) => Math.max(a, b), most), 0);
}

export function mostLevel(lanes: readonly PicturedLane[]): number {
  return lanes
    .flatMap(({ answer }) => (answer === undefined ? [] : [levelIn(answer)]))
    .reduce((a, b) => Math.max(a, b), 0);
}

function levelIn({ columns }: LaneAnswer): number {
  if (columns.form !== 'level') return 0;
  return columns.high.reduce((a, b) => (b > a ? b : a), 0);
}

/** Each column's marks fill the box. */
function proportional(box: PathBox, amounts: Float64Array, categories: number): readonly string[] {
  const totals = columnTotals(amounts, categories);
  return stackPaths(box, amounts, categories, (column) => totals[column]!);
}

function only(
  amounts: Float64Array,
  categories: number,
  isWanted: (category: number) => boolean,
): Float64Array {
  return amounts.map((amount, place) => (isWanted(place % categories) ? amount : 0));
}
