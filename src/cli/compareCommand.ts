import path from 'node:path';
import type { FileRequest } from '../engine/node/sourceRequest';
import { symbolFiles } from '../engine/node/symbolFiles';
import { compareDocument } from '../export/compareDocument';
import type { Comparison, RunProfile } from '../protocol/compare';
import { compareRuns } from '../queries/compare/compareRuns';
import type { Side } from '../queries/compare/compareRuns';
import { judgeThresholds, unknownIds } from '../queries/compare/judgeThresholds';
import { pairVcpus } from '../queries/compare/pairVcpus';
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
  if (args.moreOfA.length + args.moreOfB.length > 0 && args.files.length > 2) {
    throw usageError('--a and --b go with two recordings, A and B.');
  }
  refuseRunTwice(args);
  const files = await unreadableEnds(() => symbolFiles(args.symbols));
  const given = files.map((file) => ({ file, vm: undefined }));
  const ignored = new IgnoredEvents(args.ignoredEvents);
  const read = (file: FileRequest): Promise<RunProfile> => readRun(file, args, ignored, given);
  const [a, ...unpaired] = (await sidesOf(args, read)) as [Side, ...Side[]];
  const others = unpaired.map((side) => paired(a, side, args));
  for (const name of ignored.notFound) {
    console.error(`exitscope: --ignore-event ${name}: no such event is in the recordings.`);
  }
  const comparisons = compareRuns(a, others);
  refuseUnknownIds(args, comparisons);
  const pairs = comparisons.map((comparison, index) => {
    return { comparison, a: a[0], b: others[index]![0] };
  });
  const format = args.json || args.format === 'json' ? 'json' : args.document;
  if (format === undefined) {
    await output.write(printable(comparisons.map(compareText).join('\n')));
  } else {
    for (const piece of compareDocument(pairs, format)) await output.write(piece);
  }
  await output.flush();
  failIfExceeded(args, comparisons);
}

/** A run that counts twice seems to show how little runs vary. */
function refuseRunTwice({ files, moreOfA, moreOfB }: CommandArguments): void {
  const known = new Set(files.map((file) => path.resolve(file.path)));
  for (const repeat of [...moreOfA, ...moreOfB]) {
    const file = path.resolve(repeat);
    if (known.has(file)) throw usageError(`--a, --b: ${repeat} is one of the runs already.`);
    known.add(file);
  }
}

/** A side with its vCPUs numbered as those of A that they are to be compared with. */
function paired([first]: Side, side: Side, { pairs }: CommandArguments): Side {
  const [run, ...more] = side.map((profile) => {
    const { profile: renumbered, lacked } = pairVcpus(first, profile, pairs);
    if (lacked !== undefined) throw usageError(`--pair: ${lacked}`);
    return renumbered;
  });
  return [run!, ...more];
}

/** The runs of each side, read one after the other: what is left of a run is small. */
async function sidesOf(
  { files, moreOfA, moreOfB }: CommandArguments,
  read: (file: FileRequest) => Promise<RunProfile>,
): Promise<readonly Side[]> {
  const sides: Side[] = [];
  for (const [index, file] of files.entries()) {
    const more: RunProfile[] = [];
    const first = await read(file);
    for (const repeat of [moreOfA, moreOfB][index] ?? []) {
      more.push(await read({ path: repeat }));
    }
    sides.push([first, ...more]);
  }
  return sides;
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
