import { symbolFiles } from '../engine/node/symbolFiles';
import { compareHtml } from '../export/compareHtml';
import { compareMarkdown } from '../export/compareMarkdown';
import type { Comparison, RunProfile } from '../protocol/compare';
import { compareJson } from '../queries/compare/compareJson';
import { compareRuns } from '../queries/compare/compareRuns';
import { judgeThresholds, unknownIds } from '../queries/compare/judgeThresholds';
import { closeNames } from '../queries/filter/closeNames';
import type { CommandArguments } from './arguments';
import { CommandError, ExitStatus, usageError } from './CommandError';
import { compareText } from './compareText';
import { IgnoredEvents } from './IgnoredEvents';
import type { Output } from './Output';
import { printable } from './printable';
import { readRun } from './readRun';
import { unreadableEnds } from './unreadableEnds';

/** `exitscope compare A B [B2...]`: what of each further run differs from the first. */
export async function compareCommand(args: CommandArguments, output: Output): Promise<void> {
  if (args.files.length < 2) throw usageError('compare takes two recordings or more.');
  if (args.json && args.document !== undefined) {
    throw usageError('--json and --format name two outputs.');
  }
  const files = await unreadableEnds(() => symbolFiles(args.symbols));
  const given = files.map((file) => ({ file, vm: undefined }));
  const ignored = new IgnoredEvents(args.ignoredEvents);
  const profiles: RunProfile[] = [];
  // One after the other: what is left of a run is small.
  for (const file of args.files) profiles.push(await readRun(file, args, ignored, given));
  for (const name of ignored.notFound) {
    console.error(`exitscope: --ignore-event ${name}: no such event is in the recordings.`);
  }
  const [a, ...others] = profiles as [RunProfile, ...RunProfile[]];
  const comparisons = compareRuns(a, others);
  refuseUnknownIds(args, comparisons);
  const pairs = comparisons.map((comparison, index) => ({ comparison, a, b: others[index]! }));
  if (args.json || args.format === 'json') {
    await output.write(`${JSON.stringify(compareJson(comparisons))}\n`);
  } else if (args.document === 'html') {
    for (const piece of compareHtml(pairs)) await output.write(piece);
  } else if (args.document === 'markdown') {
    await output.write(comparisons.map(compareMarkdown).join('\n'));
  } else await output.write(printable(comparisons.map(compareText).join('\n')));
  await output.flush();
  failIfExceeded(args, comparisons);
}

/** A misspelt id would never fail. */
function refuseUnknownIds(
  { thresholds }: CommandArguments,
  comparisons: readonly Comparison[],
): void {
  const [unknown] = unknownIds(thresholds, comparisons);
  if (unknown === undefined) return;
  const ids = comparisons.flatMap(({ differences }) => differences.map(({ id }) => id));
  const close = closeNames(unknown, ids);
  const hint = close.length === 0 ? '--json has all ids.' : `Close: ${close.join(', ')}.`;
  throw usageError(`--fail-if: "${unknown}" is no row of a comparison. ${hint}`);
}

function failIfExceeded(
  { thresholds, countsUnproven }: CommandArguments,
  comparisons: readonly Comparison[],
): void {
  const messages = comparisons.flatMap((comparison) =>
    judgeThresholds(thresholds, comparison, { countsUnproven }).flatMap(
      ({ threshold, outcome, text }) => {
        if (outcome === 'passed') return [];
        const of = comparisons.length === 1 ? '' : ` of ${comparison.b.sources[0]?.path ?? '?'}`;
        const failed = outcome === 'exceeded' ? 'exceeded' : 'cannot be judged';
        return [`--fail-if "${threshold.text}" ${failed}: ${threshold.id}${of} ${text}.`];
      },
    ),
  );
  const last = messages.pop();
  if (last === undefined) return;
  for (const message of messages) console.error(`exitscope: ${message}`);
  throw new CommandError(last, ExitStatus.exceeded);
}
