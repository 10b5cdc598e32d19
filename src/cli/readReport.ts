import { factsOf } from '../engine/factsOf';
import { idlePasses } from '../engine/passes';
import { reportNeeds } from '../engine/needs';
import { readThrough } from '../engine/readThrough';
import { reportSource } from '../engine/reportSource';
import type { ReportSource } from '../queries/idle/ReportSource';
import type { CommandArguments } from './arguments';
import { openForCommand, warn } from './openForCommand';

/** Reads a trace to its end for a command that tells of idling; damage and doubts go to stderr. */
export async function readReport(args: CommandArguments): Promise<ReportSource> {
  const trace = await openForCommand(args, { ...reportNeeds, parameters: args.parameters });
  const passes = readThrough(trace, idlePasses(trace, 0));
  const facts = factsOf(trace, passes);
  warn(facts);
  return reportSource(trace, passes, facts);
}
