import * as vscode from 'vscode';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { detectTraceText } from './detectTraceText';
import { registerExplainExcerpt } from './explainExcerpt';
import { registerShowEvent } from './showEvent';
import { TraceFoldingProvider } from './TraceFoldingProvider';
import { TraceHoverProvider } from './TraceHoverProvider';
import { traceLanguage } from './traceLanguage';
import { TraceLensProvider } from './TraceLensProvider';
import { TraceSymbolProvider } from './TraceSymbolProvider';

/** Everything that helps to read a trace as text. */
export function registerTraceLanguage(editors: TraceEditorProvider): vscode.Disposable {
  const selector: vscode.DocumentSelector = { language: traceLanguage };
  // Lines that were pasted to be asked about are explained whatever their language.
  const pasted: vscode.DocumentSelector = [selector, { scheme: 'untitled' }];
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerHoverProvider(pasted, new TraceHoverProvider()),
    languages.registerDocumentSymbolProvider(selector, new TraceSymbolProvider()),
    languages.registerFoldingRangeProvider(selector, new TraceFoldingProvider()),
    languages.registerCodeLensProvider(selector, new TraceLensProvider()),
    registerShowEvent(editors),
    registerExplainExcerpt(),
    detectTraceText(),
  );
}
