import type { PatternName } from './patterns';

/** How a category is drawn. */
export interface CategoryLook {
  /** In words, for the legend: `Halt poll`. */
  readonly title: string;
  /** Of the theme, `#rrggbb`. */
  readonly color: string;
  readonly pattern: PatternName;
}
