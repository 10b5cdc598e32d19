import type { SourceFiles } from '../code/SourceFiles';
import type { TraceEditorProvider } from '../TraceEditorProvider';

/** What disassemblies need of the rest of the extension. */
export interface DisassemblyServices {
  readonly editors: Pick<TraceEditorProvider, 'documentOf' | 'onDidOpen'>;
  readonly sources: Pick<SourceFiles, 'locate' | 'namesOf' | 'onDidChange'>;
}
