import type { Finding } from '../protocol/Finding';
import { findingContext } from '../queries/findings/findingContext';
import { findingsOf } from '../queries/findings/findings';
import { findingJson } from '../queries/idle/findingJson';
import type { ReportSource } from '../queries/idle/ReportSource';
import type { CommandArguments } from './arguments';
import { findingsText } from './findingsText';
import { noVcpuText } from './noVcpuText';
import type { Output } from './Output';
import { printable } from './printable';
import { readReport } from './readReport';

/** `exitscope findings FILE`: what stands out, most important first. */
export async function findingsCommand(args: CommandArguments, output: Output): Promise<void> {
  const source = await readReport(args);
  const found = findingsOf(source);
  const text = args.json ? `${JSON.stringify(findingsJson(found))}\n` : textOf(found, source);
  await output.write(printable(text));
}

/** Without vCPUs nothing can stand out: that is no good news. */
function textOf(found: readonly Finding[], source: ReportSource): string {
  const noVcpu = found.length === 0 ? noVcpuText(source.facts) : undefined;
  return noVcpu ?? findingsText(found, findingContext(source).words);
}

/** docs/findings.schema.json describes it. */
function findingsJson(found: readonly Finding[]): unknown {
  return { schema: 'exitscope.findings/1', findings: found.map(findingJson) };
}
