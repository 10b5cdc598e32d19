import type { ExitsOverTime } from '../../src/protocol/exits';
import { classStyles, otherStyle, type ClassStyle } from './classStyles';

/** One layer of the stacked bars. */
export interface ClassSeries {
  readonly style: ClassStyle;
  /** Exits per bin. */
  readonly counts: Float64Array;
  readonly total: number;
}

/** The classes that occur, in the order they are stacked; those without a look of their own together. */
export function classSeries(exits: ExitsOverTime): readonly ClassSeries[] {
  return [...classStyles, otherStyle]
    .map((style) => series(exits, style))
    .filter(({ total }) => total > 0);
}

function series(exits: ExitsOverTime, style: ClassStyle): ClassSeries {
  const counts = new Float64Array(exits.bins);
  let total = 0;
  exits.classes.forEach((className, classIndex) => {
    if (styleNamed(className) !== style) return;
    for (let bin = 0; bin < exits.bins; bin++) {
      const count = exits.counts[classIndex * exits.bins + bin]!;
      counts[bin] = counts[bin]! + count;
      total += count;
    }
  });
  return { style, counts, total };
}

function styleNamed(className: string): ClassStyle {
  return classStyles.find((style) => style.className === className) ?? otherStyle;
}
