import { confidenceOf } from '../../analyses/idle/words';

/** How many of some periods are how surely of their strategy. */
export class ConfidenceCounts {
  certain = 0;
  strong = 0;
  weak = 0;

  add(rank: number): void {
    const confidence = confidenceOf(rank);
    if (confidence === 'certain') this.certain++;
    else if (confidence === 'strong') this.strong++;
    else this.weak++;
  }
}
