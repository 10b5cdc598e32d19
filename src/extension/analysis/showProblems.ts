import * as vscode from 'vscode';
import type { Finding } from '../../protocol/Finding';
import type { AnalysisState } from './AnalysisState';
import { laneOf } from './findingNodes';
import { showInTimelineCommand } from './shownTarget';
import type { ShownPlace } from './shownTarget';

/** Puts the findings of a trace into the Problems view, and takes away those of any other. */
export function showProblems(problems: vscode.DiagnosticCollection, state: AnalysisState): void {
  problems.clear();
  if (state.kind !== 'loaded') return;
  const { document, findings } = state;
  problems.set(
    vscode.Uri.parse(document),
    findings.map((finding) => problemOf(finding, document)),
  );
}

function problemOf(finding: Finding, document: string): vscode.Diagnostic {
  const { id, severity, title, text, contradiction, evidenceNs } = finding;
  const problem = new vscode.Diagnostic(
    // A recording has no lines.
    new vscode.Range(0, 0, 0, 0),
    `${title}\n${text}\nWould contradict it: ${contradiction}`,
    severity === 'warning'
      ? vscode.DiagnosticSeverity.Warning
      : vscode.DiagnosticSeverity.Information,
  );
  problem.source = 'Exitscope';
  const [timeNs] = evidenceNs;
  problem.code =
    timeNs === undefined
      ? id
      : { value: id, target: linkTo(document, { lane: laneOf(finding), timeNs }) };
  return problem;
}

/** A link that shows the first event of the evidence, in the timeline and in the table. */
function linkTo(document: string, place: ShownPlace['place']): vscode.Uri {
  const shown: ShownPlace = { document, place };
  const query = encodeURIComponent(JSON.stringify([shown]));
  return vscode.Uri.parse(`command:${showInTimelineCommand}?${query}`);
}
