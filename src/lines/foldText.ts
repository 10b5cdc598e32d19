import { LinePayloads } from './LinePayloads';
import { habitsOfText } from './textHabits';
import type { Fold } from './TextFolds';
import { TextFolds } from './TextFolds';
import { visitLines } from './visitLines';
import type { Pace, TextLines } from './visitLines';

/** What can be folded in a trace text, in the order of the lines; undefined: the pass was cancelled. */
export async function foldText(lines: TextLines, pace: Pace): Promise<readonly Fold[] | undefined> {
  const folds = new TextFolds(new LinePayloads(habitsOfText(lines)));
  const isComplete = await visitLines(lines, { most: lines.count, pace }, (text, line) => {
    folds.add(text, line);
  });
  if (!isComplete) return undefined;
  folds.finish();
  return folds.folds;
}
