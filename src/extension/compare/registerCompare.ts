import * as vscode from 'vscode';
import type { ActiveTrace } from '../ActiveTrace';
import { openOrSay } from '../openOrSay';
import type { RememberedCompanions } from '../RememberedCompanions';
import type { RememberedTables } from '../RememberedTables';
import type { SymbolSources } from '../symbols/SymbolSources';
import type { LinkedTimelines } from '../timeline/LinkedTimelines';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import type { TraceWorkers } from '../TraceWorkers';
import { ComparePanels } from './ComparePanels';
import { pickKinds } from './pickKinds';
import { pickRuns } from './pickRuns';
import { profileJobs } from './profileJobs';
import type { RecentRecordings } from './RecentRecordings';
import { showBothDisassembly } from './showBothDisassembly';
import { showExample } from './showExample';
import { showTimelines } from './showTimelines';

export interface RegisterCompareOptions {
  readonly extensionUri: vscode.Uri;
  readonly active: ActiveTrace;
  readonly editors: TraceEditorProvider;
  readonly linked: LinkedTimelines<TraceDocument>;
  readonly workers: TraceWorkers;
  readonly companions: RememberedCompanions;
  readonly tables: RememberedTables;
  readonly symbols: SymbolSources;
  readonly recent: RecentRecordings;
}

/** Comparing recordings, started as VS Code's own comparison of files is. */
export function registerCompare(options: RegisterCompareOptions): vscode.Disposable {
  const { extensionUri, active, editors, workers, linked, recent } = options;
  const panels = new ComparePanels({
    extensionUri,
    workers,
    jobOf: profileJobs(options),
    pickRuns: (title, picked) => pick(title, picked),
    recordings: () => editors.recordings,
    showExample: (example) => showExample(editors, linked, example),
    showDisassembly: (shown, opened) => showBothDisassembly(editors, shown, opened),
    showTimelines: (a, b, runs) => showTimelines(editors, linked, { a, b, runs }),
    paired: (a, b, runs) => {
      const [ofA, ofB] = [editors.documentOf(a), editors.documentOf(b)];
      if (ofA !== undefined && ofB !== undefined) linked.pairVcpus(ofA, ofB, runs);
    },
  });
  let selected: vscode.Uri | undefined;
  const pick = (title: string, picked: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> =>
    pickRuns({ title, picked, open: editors.openUris, recent: recent.all });
  const compareWith = async (first: vscode.Uri): Promise<void> => {
    const others = await pick('Compare with (B)', [first]);
    if (others.length > 0) panels.open([first, ...others]);
  };
  return vscode.Disposable.from(
    panels.register(),
    editors.onDidOpen(({ uri }) => recent.add(uri.toString())),
    vscode.commands.registerCommand('exitscope.compareDisassembly', () => panels.showCode()),
    vscode.commands.registerCommand('exitscope.selectForCompare', (file: vscode.Uri) => {
      selected = file;
      void vscode.commands.executeCommand('setContext', 'exitscope.hasCompareSelection', true);
    }),
    vscode.commands.registerCommand(
      'exitscope.compareWithSelected',
      (file: vscode.Uri, files?: readonly vscode.Uri[]) => {
        if (selected !== undefined) panels.open([selected, ...others(selected, file, files)]);
      },
    ),
    vscode.commands.registerCommand(
      'exitscope.compareSelected',
      async (_: vscode.Uri, files: readonly vscode.Uri[] = []) => {
        const kinds = files.length < 2 ? undefined : await pickKinds(files);
        if (kinds !== undefined) panels.open(kinds.files, kinds.repeats);
      },
    ),
    vscode.commands.registerCommand('exitscope.compareRecordings', async () => {
      const [first, ...more] = await pick('Recording A', []);
      if (first === undefined) return;
      if (more.length > 0) panels.open([first, ...more]);
      else await compareWith(first);
    }),
    vscode.commands.registerCommand('exitscope.compareWith', async (file?: vscode.Uri) => {
      const first = file ?? openOrSay(active.document)?.uri;
      if (first !== undefined) await compareWith(first);
    }),
  );
}

/** All that are selected but A itself; the file under the pointer where that leaves none. */
function others(
  first: vscode.Uri,
  file: vscode.Uri,
  files: readonly vscode.Uri[] = [],
): readonly vscode.Uri[] {
  const further = files.filter((one) => one.toString() !== first.toString());
  return further.length > 0 ? further : [file];
}
