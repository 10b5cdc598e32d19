import { diagnose } from '../engine/diagnose';
import { factsOf } from '../engine/factsOf';
import { exitsNeeds } from '../engine/needs';
import { readThrough } from '../engine/readThrough';
import { exitPasses } from '../engine/passes';
import type { AnalysisCoverage, DoctorReport, RecordingCoverage } from '../protocol/doctor';
import { missingTexts, stateText, verdictTexts } from '../protocol/doctorTexts';
import type { CommandArguments } from './arguments';
import { openForCommand, warn } from './openForCommand';
import type { Output } from './Output';
import { printable } from './printable';
import { textTable } from './textTable';

/** `exitscope doctor FILE`: what was recorded, what that allows, and how to record what is missing. */
export async function doctorCommand(args: CommandArguments, output: Output): Promise<void> {
  const rows = await openForCommand(args, exitsNeeds);
  const passes = readThrough(rows, exitPasses(rows, 0));
  warn(factsOf(rows, passes));
  const report = diagnose({ rows, passes, isComplete: true });
  const text = args.json
    ? `${JSON.stringify(doctorJson(report))}\n`
    : report.recordings.map(recordingText).join('\n');
  await output.write(printable(text));
}

/** docs/doctor.schema.json describes it. */
function doctorJson({ recordings }: DoctorReport): unknown {
  return {
    schema: 'exitscope.doctor/1',
    recordings: recordings.map(({ analyses, ...recording }) => ({
      ...recording,
      analyses: analyses.map(({ missing, hasLosses, ...analysis }) => ({
        ...analysis,
        losses: hasLosses,
        missing: missing.map(({ isNeeded, ...part }) => ({ ...part, needed: isNeeded })),
      })),
    })),
  };
}

function recordingText(recording: RecordingCoverage): string {
  const { path, format, analyses, findings, events, commands } = recording;
  const seen = textTable(
    ['events', 'state', 'count'],
    events.map(({ event, count, state }) => [event, stateText(state), String(count)]),
    2,
  );
  const purposes = new Set(commands.map(({ purpose }) => purpose));
  const lines = [...purposes].map((wanted) =>
    [
      `${wanted}:`,
      ...commands.flatMap(({ purpose, line }) => (purpose === wanted ? [`  ${line}`] : [])),
    ].join('\n'),
  );
  const parts = [
    `${path} (${format})`,
    ...findings.map(({ message }) => `! ${message}`),
    ...(analyses.length === 0 ? [] : [analyses.map(analysisText).join('\n')]),
    ...(events.length === 0 ? [] : [seen.trimEnd()]),
    ...(lines.length === 0 ? [] : [`To record what is missing:\n\n${lines.join('\n\n')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function analysisText(analysis: AnalysisCoverage): string {
  const { title, tells, verdict } = analysis;
  const missing = missingTexts(analysis).map((text) => `    ${text}`);
  return [`${title}: ${verdictTexts[verdict]}`, `    Tells ${tells}.`, ...missing].join('\n');
}
