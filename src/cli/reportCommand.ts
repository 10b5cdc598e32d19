import { factsOf } from '../engine/factsOf';
import { IdleTracePasses } from '../engine/IdleTracePasses';
import { reportNeeds } from '../engine/needs';
import { readThrough } from '../engine/readThrough';
import { reportJson } from '../queries/idle/idleReport';
import type { CommandArguments } from './arguments';
import { openForCommand, warn } from './openForCommand';
import type { Output } from './Output';
import { printable } from './printable';

/** `exitscope report FILE`: where vCPUs' time went, why they were idle and what woke them. */
export async function reportCommand(args: CommandArguments, output: Output): Promise<void> {
  const trace = await openForCommand(args, reportNeeds);
  const passes = readThrough(trace, new IdleTracePasses(trace, 0));
  warn(factsOf(trace, passes));
  const { directory, states, idle, faults } = passes;
  const durationNs = trace.reader.lastNs;
  for (const piece of reportJson({ directory, states, idle, faults, durationNs })) {
    await output.write(printable(piece));
  }
}
