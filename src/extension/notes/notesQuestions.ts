import path from 'node:path';
import * as vscode from 'vscode';
import type { NotesQuestions } from './TraceNotes';

/** Asks the user where notes go, and whether to write to a file that may be meant for something else. */
export const notesQuestions: NotesQuestions = {
  pickFile: async (proposed) => {
    const picked = await vscode.window.showSaveDialog({
      title: 'Keep the Notes on This Recording In',
      saveLabel: 'Keep Notes Here',
      defaultUri: vscode.Uri.file(proposed),
      filters: { Notes: ['json'] },
    });
    return picked?.fsPath;
  },
  whatAbout: async (file, { isReadable, text }) => {
    const use = isReadable ? 'Use It for This Recording' : 'Overwrite It';
    const elsewhere = 'Pick Another File…';
    const answer = await vscode.window.showWarningMessage(
      `The notes in ${path.basename(file)} would be ${isReadable ? 'mixed with yours' : 'lost'}.`,
      { modal: true, detail: `${file}\n${text}` },
      use,
      elsewhere,
    );
    if (answer === undefined) return undefined;
    return answer === use ? 'use' : 'elsewhere';
  },
};
