import * as vscode from 'vscode';
import type { AssemblySyntax } from '../../protocol/code';

export const syntaxSetting = 'exitscope.disassembly.syntax';

/** How the user wants instructions to be written. */
export function assemblySyntax(): AssemblySyntax {
  return vscode.workspace.getConfiguration().get(syntaxSetting) === 'intel' ? 'intel' : 'att';
}
