import { factsOf } from '../engine/factsOf';
import { idlePasses } from '../engine/passes';
import { reportNeeds } from '../engine/needs';
import { readThrough } from '../engine/readThrough';
import { reportSource } from '../engine/reportSource';
import type { ReportSource } from '../queries/idle/ReportSource';
import type { CommandArguments } from './arguments';
import { IgnoredEvents } from './IgnoredEvents';
import { noVcpuText } from './noVcpuText';
import { openForCommand, warn } from './openForCommand';

/** Reads a trace to its end for a command that tells of idling; damage and doubts go to stderr. */
export async function readReport(args: CommandArguments): Promise<ReportSource> {
  const ignored = new IgnoredEvents(args.ignoredEvents);
  const keeps = ignored.without(reportNeeds.keeps);
  const trace = await openForCommand(args, { ...reportNeeds, keeps, parameters: args.parameters });
  const passes = readThrough(trace, idlePasses(trace, 0));
  const facts = factsOf(trace, passes);
  warn(facts);
  const noVcpu = noVcpuText(facts);
  // The text for people says so itself; JSON only holds nothing.
  if (args.json && noVcpu !== undefined)
    console.error(`exitscope: ${noVcpu.trimEnd().replaceAll('\n', ' ')}`);
  for (const name of ignored.notFound) {
    console.error(`exitscope: --ignore-event ${name}: no such event is in the recording.`);
  }
  return reportSource(trace, passes, facts);
}
