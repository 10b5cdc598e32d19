import { LinePayloads } from '../LinePayloads';
import { readTraceLine } from '../readTraceLine';
import { textHabits } from '../textHabits';
import { excerptReport } from './excerptReport';
import { readExcerpt } from './readExcerpt';

/** Explains lines of a trace, as `excerptReport` lays them out. `firstLine`: number of the first, from 1. */
export function explainLines(texts: readonly string[], firstLine: number): readonly string[] {
  const read = texts.map(readTraceLine);
  const payloads = new LinePayloads(textHabits(read));
  return excerptReport(readExcerpt(texts, read, payloads), payloads, firstLine);
}
