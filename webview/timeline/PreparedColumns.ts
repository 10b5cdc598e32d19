import type { CountColumns, LaneColumns, LaneKind } from '../../src/protocol/timeline';
import { glyphOf, type GlyphName } from './glyphs';
import { indexColumns } from './IndexedColumns';
import { onlyCategories } from './onlyCategories';
import type { Tile } from './paint/PixelTarget';
import type { Stacks } from './paint/paintStacks';
import type { Palette } from './Palette';

/** Columns of an answer with their looks, as a painter wants them. */
export type PreparedColumns =
  | { readonly form: 'band'; readonly stacks: Stacks }
  | {
      readonly form: 'rate';
      readonly stacks: Stacks;
      /** By column, how many in all. */
      readonly totals: Uint32Array;
    }
  | { readonly form: 'wakes'; readonly stacks: Stacks; readonly shapes: readonly GlyphName[] }
  | { readonly form: 'faults'; readonly stores: Stacks; readonly accesses: Stacks }
  | { readonly form: 'level'; readonly low: Float32Array; readonly high: Float32Array };

export function prepareColumns(
  columns: LaneColumns,
  kind: LaneKind,
  categories: readonly string[],
  palette: Palette,
): PreparedColumns {
  if (columns.form === 'level') return columns;
  const tiles = categories.map((category) => palette.tile(kind, category));
  if (columns.form === 'band') {
    const { category, share: value } = columns;
    return { form: 'band', stacks: { index: indexColumns(columns), category, value, tiles } };
  }
  const plain = categories.map((category) => palette.plainOf(kind, category));
  const stacks = stacksOf(columns, tiles, plain);
  if (kind === 'wakes') return { form: 'wakes', stacks, shapes: categories.map(glyphOf) };
  if (kind === 'page') {
    const isStore = (category: number): boolean => categories[category]!.startsWith('store');
    return {
      form: 'faults',
      stores: stacksOf(onlyCategories(columns, isStore), tiles, plain),
      accesses: stacksOf(
        onlyCategories(columns, (category) => !isStore(category)),
        tiles,
        plain,
      ),
    };
  }
  return { form: 'rate', stacks, totals: totalsOf(stacks) };
}

/** By column, how many marks of all categories. */
export function totalsOf({ index, value }: Stacks): Uint32Array {
  return index.start.map((start, column) => {
    let sum = 0;
    for (let entry = start; entry < start + index.length[column]!; entry++) sum += value[entry]!;
    return sum;
  });
}

function stacksOf(columns: CountColumns, tiles: readonly Tile[], plain: readonly Tile[]): Stacks {
  const { category, value } = columns;
  return { index: indexColumns(columns), category, value, tiles, plain };
}
