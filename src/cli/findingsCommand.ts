import type { Finding } from '../protocol/Finding';
import { findingContext } from '../queries/findings/findingContext';
import { findingsOf } from '../queries/findings/findings';
import { findingJson } from '../queries/idle/findingJson';
import type { CommandArguments } from './arguments';
import { findingsText } from './findingsText';
import type { Output } from './Output';
import { printable } from './printable';
import { readReport } from './readReport';

/** `exitscope findings FILE`: what stands out, most important first. */
export async function findingsCommand(args: CommandArguments, output: Output): Promise<void> {
  const source = await readReport(args);
  const found = findingsOf(source);
  const text = args.json
    ? `${JSON.stringify(findingsJson(found))}\n`
    : findingsText(found, findingContext(source).words);
  await output.write(printable(text));
}

/** docs/findings.schema.json describes it. */
function findingsJson(found: readonly Finding[]): unknown {
  return { schema: 'exitscope.findings/1', findings: found.map(findingJson) };
}
