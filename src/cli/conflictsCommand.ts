import { findingContext } from '../queries/findings/findingContext';
import { conflictsJson } from '../queries/conflicts/conflictsJson';
import { pageSource } from '../queries/conflicts/PageSource';
import { PeriodTable } from '../queries/idle/PeriodTable';
import type { CommandArguments } from './arguments';
import { CommandError, ExitStatus } from './CommandError';
import { conflictsText } from './conflictsText';
import { faultsText } from './faultsText';
import type { Output } from './Output';
import { pageText } from './pageText';
import { printable } from './printable';
import { readReport } from './readReport';

/** `exitscope conflicts FILE`: guest pages that vCPUs fight over, and why pages fault. */
export async function conflictsCommand(args: CommandArguments, output: Output): Promise<void> {
  const report = await readReport(args);
  const periods = new PeriodTable(report.idle, report.directory.refs());
  const source = pageSource(findingContext(report), periods);
  const { page: gpa, faults } = args;
  if (args.json) {
    for (const piece of conflictsJson(source, { gpa, faults })) {
      await output.write(printable(piece));
    }
    return;
  }
  if (gpa === undefined) await output.write(printable(conflictsText(source)));
  else {
    const text = pageText(source, gpa);
    if (text === '') {
      throw new CommandError(
        `No fault on page 0x${gpa.toString(16)} is in the recording. Without --page all pages that faulted are listed.`,
        ExitStatus.failed,
      );
    }
    await output.write(printable(text));
  }
  if (!faults && gpa === undefined) return;
  for (const piece of faultsText(source, gpa === undefined ? {} : { gpa })) {
    await output.write(printable(piece));
  }
}
