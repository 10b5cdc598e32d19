import * as vscode from 'vscode';
import type { ActiveTrace } from '../ActiveTrace';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { ActiveAnalysis } from './ActiveAnalysis';
import type { AnalysisState } from './AnalysisState';
import { findingNodes } from './findingNodes';
import { NodeTree } from './NodeTree';
import { showProblems } from './showProblems';
import { registerShowTarget } from './showTarget';
import { vcpuNodes } from './vcpuNodes';

/** Context key by which package.json says what empty views tell: `none`, `loading`, `failed`, `loaded`. */
const stateKey = 'exitscope.trace';

export interface AnalysisViewsOptions {
  readonly active: ActiveTrace;
  readonly editors: TraceEditorProvider;
  readonly log: vscode.LogOutputChannel;
}

/** The trees and problems of the trace that was looked at last. */
export function registerAnalysisViews(options: AnalysisViewsOptions): vscode.Disposable {
  const analysis = new ActiveAnalysis(options.active, options.log);
  const vcpus = new NodeTree();
  const findings = new NodeTree();
  const vcpuView = vscode.window.createTreeView('exitscope.vcpus', {
    treeDataProvider: vcpus,
    showCollapseAll: true,
  });
  const findingView = vscode.window.createTreeView('exitscope.findings', {
    treeDataProvider: findings,
    showCollapseAll: true,
  });
  const problems = vscode.languages.createDiagnosticCollection('exitscope');
  const show = (state: AnalysisState): void => {
    const isLoaded = state.kind === 'loaded';
    const document = isLoaded ? state.document : '';
    const unit = (isLoaded ? state.facts.sources[0]?.clock.unit : undefined) ?? 'ns';
    vcpus.show(isLoaded ? vcpuNodes(state.facts, state.overview) : [], document);
    findings.show(isLoaded ? findingNodes(state.findings, unit) : [], document);
    const warnings = isLoaded
      ? state.findings.filter(({ severity }) => severity === 'warning')
      : [];
    findingView.badge =
      warnings.length === 0
        ? undefined
        : { value: warnings.length, tooltip: 'Warnings about the trace' };
    showProblems(problems, state);
    void vscode.commands.executeCommand('setContext', stateKey, state.kind);
  };
  show(analysis.state);
  return vscode.Disposable.from(
    analysis,
    analysis.onDidChange(show),
    vcpuView,
    findingView,
    vcpus,
    findings,
    problems,
    registerShowTarget({
      editors: options.editors,
      shownDocument: () => (analysis.state.kind === 'loaded' ? analysis.state.document : undefined),
    }),
  );
}
