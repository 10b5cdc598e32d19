import { reportJson } from '../queries/idle/idleReport';
import type { CommandArguments } from './arguments';
import type { Output } from './Output';
import { printable } from './printable';
import { readReport } from './readReport';
import { reportText } from './reportText';

/** `exitscope report FILE`: where vCPUs' time went, why they were idle and what woke them. */
export async function reportCommand(args: CommandArguments, output: Output): Promise<void> {
  const source = await readReport(args);
  if (!args.json) {
    await output.write(printable(reportText(source)));
    return;
  }
  for (const piece of reportJson(source)) await output.write(piece);
}
