import * as vscode from 'vscode';
import { membersOf } from '../../base/membersOf';
import type {
  ComparedPair,
  ComparedRow,
  CompareState,
  RepeatedRuns,
} from '../../protocol/comparePage';
import type { PairedRuns } from '../../protocol/vcpuPartners';
import { fillWebview } from '../fillWebview';
import { pickSavePath } from '../saving/pickSavePath';
import { saveFile, writeContents } from '../saving/saveFile';
import { Comparison } from './Comparison';
import type { ComparedFile, ComparisonOptions } from './Comparison';
import { ComparePages } from './ComparePages';
import type { CompareHandlers } from './ComparePages';
import {
  readFormat,
  readKind,
  readPairing,
  readPlaceInList,
  readRuns,
  readText,
} from './readCompareCall';
import { functionOfRow, pickHotFunction } from './pickHotFunction';
import type { FunctionOfBoth } from './showBothDisassembly';
import type { ShownExample } from './showExample';

/** Name of the panel in package.json. */
const compareViewType = 'exitscope.compare';

const endings = { html: 'html', json: 'json', markdown: 'md' } as const;

export interface ComparePanelsOptions extends Omit<ComparisonOptions, 'files' | 'repeats'> {
  readonly extensionUri: vscode.Uri;
  /** Paths of all recordings that are open. */
  readonly recordings: () => readonly string[];
  /** Asks the user for runs; none when the user thinks better of it. */
  readonly pickRuns: (
    title: string,
    picked: readonly vscode.Uri[],
  ) => Promise<readonly vscode.Uri[]>;
  readonly showExample: (example: ShownExample) => Promise<void>;
  readonly showDisassembly: (shown: FunctionOfBoth, opened: () => void) => Promise<void>;
  /** `runs`: undefined where they are not compared yet. */
  readonly showTimelines: (
    a: vscode.Uri,
    b: vscode.Uri,
    runs: PairedRuns | undefined,
  ) => Promise<void>;
  /** vCPUs of A are compared with these of B from now on. */
  readonly paired: (a: vscode.Uri, b: vscode.Uri, runs: PairedRuns) => void;
}

/** A tab for each comparison. Closing it ends its threads and gives its runs back. */
export class ComparePanels implements vscode.WebviewPanelSerializer {
  private readonly pages = new Map<vscode.WebviewPanel, ComparePages>();

  constructor(private readonly options: ComparePanelsOptions) {}

  /** Lets VS Code bring tabs back that were open when the window was. */
  register(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(compareViewType, this);
  }

  /** Compares every recording after the first with it. */
  open(files: readonly vscode.Uri[], repeats: RepeatedRuns<vscode.Uri> = { a: [], b: [] }): void {
    const panel = vscode.window.createWebviewPanel(
      compareViewType,
      'Exitscope',
      vscode.ViewColumn.Active,
      { enableFindWidget: true },
    );
    this.fill(panel, files, repeats);
  }

  /** Has the comparison that is looked at show guest code with the exits of both runs. */
  showCode(): void {
    for (const [panel, pages] of this.pages) {
      if (panel.active) pages.tell({ notice: 'code-wanted' });
    }
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const { runs, repeats } = readRuns(saved);
    const parsed = (texts: readonly string[]): readonly vscode.Uri[] =>
      texts.map((text) => vscode.Uri.parse(text));
    // It was closed before it knew what it is of.
    if (runs.length < 2) panel.dispose();
    else this.fill(panel, parsed(runs), { a: parsed(repeats.a), b: parsed(repeats.b) });
  }

  private fill(
    panel: vscode.WebviewPanel,
    files: readonly vscode.Uri[],
    repeats: RepeatedRuns<vscode.Uri>,
  ): void {
    const { webview } = panel;
    const comparison = new Comparison({
      ...this.options,
      files: files.map(fileOf),
      repeats: { a: repeats.a.map(fileOf), b: repeats.b.map(fileOf) },
    });
    const pages = new ComparePages(
      this.handlersOf(comparison, panel),
      (message) => void webview.postMessage(message),
    );
    comparison.onDidChange((notice) => {
      panel.title = titleOf(comparison.state);
      pages.tell(notice);
      if (notice.notice === 'compared') this.tellPairings(comparison.state);
    });
    webview.onDidReceiveMessage((message: unknown) => pages.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) pages.hidden();
    });
    this.pages.set(panel, pages);
    panel.onDidDispose(() => {
      this.pages.delete(panel);
      comparison.dispose();
    });
    panel.title = titleOf(comparison.state);
    fillWebview(webview, this.options.extensionUri, 'compare');
  }

  private tellPairings({ runs, pairs }: CompareState): void {
    pairs?.forEach((pair, index) => {
      if (pair === null) return;
      const [a, b] = [runs[0]!, runs[index + 1]!].map(({ uri }) => vscode.Uri.parse(uri));
      this.options.paired(a!, b!, pair);
    });
  }

  private handlersOf(comparison: Comparison, panel: vscode.WebviewPanel): CompareHandlers {
    const { showExample, showDisassembly, showTimelines, recordings } = this.options;
    const pairOf = (pair: number): readonly [vscode.Uri, vscode.Uri] => {
      const { runs } = comparison.state;
      const [a, b] = [runs[0], runs[pair + 1]];
      if (a === undefined || b === undefined) throw new Error('There is no such pair.');
      return [vscode.Uri.parse(a.uri), vscode.Uri.parse(b.uri)];
    };
    const comparedOf = (pair: number): ComparedPair | undefined =>
      comparison.state.pairs?.[pair] ?? undefined;
    const rowOf = (pair: number, id: string): { row: ComparedRow; runs: PairedRuns } => {
      const runs = comparedOf(pair);
      const row = runs?.rows.find((one) => one.id === id);
      if (runs === undefined || row === undefined) throw new Error('There is no such row.');
      return { row, runs };
    };
    return {
      comparison: async () => comparison.state,
      makeFirst: async (params) => {
        comparison.makeFirst(readPlaceInList(params, 'run'));
        return {};
      },
      addRepeats: async (params) => {
        const of = readKind(params);
        const { runs, repeats } = comparison.state;
        const picked = [...runs, ...repeats.a, ...repeats.b].map(({ uri }) =>
          vscode.Uri.parse(uri),
        );
        const title = `Another Run of the Kind of ${of.toUpperCase()}`;
        const added = await this.options.pickRuns(title, picked);
        comparison.addRepeats(of, added.map(fileOf));
        return {};
      },
      removeRepeat: async (params) => {
        comparison.removeRepeat(readKind(params), readPlaceInList(params, 'run'));
        return {};
      },
      pairVcpus: async (params) => {
        comparison.pairVcpus(readPlaceInList(params, 'pair') + 1, readPairing(params));
        return {};
      },
      showExample: async (params) => {
        const pair = readPlaceInList(params, 'pair');
        const of = rowOf(pair, readText(params, 'id'));
        const [a, b] = pairOf(pair);
        const loads = comparison.loadsOf(pair);
        await showExample({ ...of, a, b, loads });
        return {};
      },
      showDisassembly: async (params) => {
        const pair = readPlaceInList(params, 'pair');
        const { id } = membersOf(params);
        const place =
          id === null
            ? await pickHotFunction(comparedOf(pair)?.rows ?? [])
            : functionOfRow(rowOf(pair, readText(params, 'id')).row);
        if (place === undefined) return {};
        const [a, b] = pairOf(pair);
        const { viewColumn = vscode.ViewColumn.One } = panel;
        const loads = comparison.loadsOf(pair);
        await showDisassembly({ place, a, b, loads, viewColumn }, () => panel.reveal());
        return {};
      },
      showTimelines: async (params) => {
        const pair = readPlaceInList(params, 'pair');
        await showTimelines(...pairOf(pair), comparedOf(pair));
        return {};
      },
      saveReport: async (params) => {
        const format = readFormat(params);
        const { runs } = comparison.state;
        const beside = vscode.Uri.parse(runs[0]!.uri);
        const path = await saveFile(
          {
            recordings: () => [...recordings(), ...comparison.paths],
            pick: () => pickSavePath(beside, `comparison.${endings[format]}`),
          },
          async (file) => writeContents(file, await comparison.report(format)),
        );
        return { path };
      },
      copyReport: async () => {
        await vscode.env.clipboard.writeText(await comparison.report('markdown'));
        return {};
      },
      copyText: async (params) => {
        await vscode.env.clipboard.writeText(readText(params, 'text'));
        return {};
      },
    };
  }
}

function fileOf(uri: vscode.Uri): ComparedFile {
  return { uri: uri.toString(), path: uri.fsPath };
}

function titleOf({ runs }: CompareState): string {
  const [first, ...others] = runs.map(({ name }) => name);
  return `${first ?? ''} ↔ ${others.length === 1 ? others[0]! : `${others.length} recordings`}`;
}
