import type { PageRow } from '../../../src/protocol/pages';
import { sortRows, type SortKey } from '../../tables/sortRows';

const REGION_BYTES = 2 ** 21;

/** Pages that one large mapping could hold, contested ones apart from others. */
export interface PageGroup {
  readonly key: string;
  readonly isContested: boolean;
  readonly vm: number;
  /** First byte and the one behind the last of 2 MB of guest memory. */
  readonly fromGpa: number;
  readonly belowGpa: number;
  readonly pages: readonly PageRow[];
}

export interface PageOrder {
  readonly keyOf: (row: PageRow) => SortKey;
  readonly isDescending: boolean;
}

/** Pages in order: those that are fought over, then the others. */
export function orderedPages(
  pages: readonly PageRow[],
  { keyOf, isDescending }: PageOrder,
): readonly PageRow[] {
  return [
    ...sortRows(pages.filter(isContested), keyOf, isDescending),
    ...sortRows(
      pages.filter((page) => !isContested(page)),
      keyOf,
      isDescending,
    ),
  ];
}

/** Ordered pages by region of 2 MB; a region stands where its first page does. */
export function pageGroups(ordered: readonly PageRow[]): readonly PageGroup[] {
  const groups = new Map<string, { readonly of: Omit<PageGroup, 'pages'>; pages: PageRow[] }>();
  for (const page of ordered) {
    const fromGpa = Math.floor(page.gpa / REGION_BYTES) * REGION_BYTES;
    const key = `${isContested(page) ? 'contested' : 'other'} ${page.vm} ${fromGpa}`;
    let group = groups.get(key);
    if (group === undefined) {
      const belowGpa = fromGpa + REGION_BYTES;
      const of = { key, isContested: isContested(page), vm: page.vm, fromGpa, belowGpa };
      groups.set(key, (group = { of, pages: [] }));
    }
    group.pages.push(page);
  }
  return [...groups.values()].map(({ of, pages }) => ({ ...of, pages }));
}

function isContested({ sharing }: PageRow): boolean {
  return sharing !== null;
}
