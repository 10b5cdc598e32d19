import * as vscode from 'vscode';
import type { ProfileJob } from '../../engine/node/jobs/Job';
import type { SymbolState } from '../../protocol/code';
import { analysisParameters } from '../analysisParameters';
import { fileName } from '../fileName';
import type { RememberedCompanions } from '../RememberedCompanions';
import type { RememberedTables } from '../RememberedTables';
import { symbolWishes } from '../symbols/gatherWishes';
import type { SymbolSources } from '../symbols/SymbolSources';
import type { TraceEditorProvider } from '../TraceEditorProvider';

export interface ProfileJobsOptions {
  readonly editors: TraceEditorProvider;
  readonly companions: RememberedCompanions;
  readonly tables: RememberedTables;
  readonly symbols: SymbolSources;
}

const nothingRecorded: SymbolState = { images: [], unreadable: [], vms: [] };

/** How a recording is read for a comparison: as its editor reads it, whether that is open or not. */
export function profileJobs(options: ProfileJobsOptions): (uri: string) => Promise<ProfileJob> {
  const { editors, companions, tables, symbols } = options;
  return async (text) => {
    const uri = vscode.Uri.parse(text);
    if (uri.scheme !== 'file') {
      throw new Error(
        `${fileName(uri)} is not on a disk this extension runs on (${uri.scheme}:). Save it to a folder first.`,
      );
    }
    const engine = editors.documentOf(uri)?.engine;
    const recorded = await engine?.call('symbolState', {}).catch(() => null);
    return {
      job: 'profile',
      file: uri.fsPath,
      companions: engine?.companions ?? companions.of(text),
      tscKhz: engine?.tscKhz,
      namedTables: tables.all(),
      parameters: analysisParameters(),
      symbols: symbolWishes(await symbols.wishesOf(uri, recorded ?? nothingRecorded)),
    };
  };
}
