import * as vscode from 'vscode';
import type { ActiveTrace } from './ActiveTrace';
import type { CodeActions } from './code/CodeActions';
import type { TimelineLayout } from '../protocol/notes';
import type { DocumentMemory } from './DocumentMemory';
import { fillWebview } from './fillWebview';
import { hostHandlers } from './hostHandlers';
import type { HostHandlers } from './hostHandlers';
import { linkTo } from './links/linkTo';
import { PageNotes } from './notes/PageNotes';
import { pickRecordings } from './pickRecordings';
import type { RememberedTables } from './RememberedTables';
import { Relay } from './Relay';
import type { RememberedCompanions } from './RememberedCompanions';
import { pickSavePath } from './saving/pickSavePath';
import { saveFile, writeContents } from './saving/saveFile';
import { saveTraceEvents } from './saving/saveTraceEvents';
import { startTrace } from './startTrace';
import type { SymbolActions } from './symbols/SymbolActions';
import type { SymbolSources } from './symbols/SymbolSources';
import type { LinkedTimelines } from './timeline/LinkedTimelines';
import { TraceDocument } from './TraceDocument';
import type { TraceWorkers } from './TraceWorkers';

export interface TraceEditorOptions {
  readonly extensionUri: vscode.Uri;
  readonly workers: TraceWorkers;
  readonly companions: RememberedCompanions;
  readonly tables: RememberedTables;
  readonly layouts: DocumentMemory<TimelineLayout>;
  /** Paths of the files that notes are kept in, where the user picked them. */
  readonly noteFiles: DocumentMemory<string>;
  readonly active: ActiveTrace;
  readonly linked: LinkedTimelines<TraceDocument>;
  readonly code: CodeActions;
  readonly symbols: SymbolActions;
  readonly symbolSources: SymbolSources;
  readonly followSymbols: (trace: TraceDocument) => vscode.Disposable;
  readonly log: vscode.LogOutputChannel;
}

/** Opens recordings, read-only: an engine for every document, a page for every panel of it. */
export class TraceEditorProvider implements vscode.CustomReadonlyEditorProvider<TraceDocument> {
  private readonly documents = new Set<TraceDocument>();
  private readonly opened = new vscode.EventEmitter<TraceDocument>();
  /** A recording was opened, whether it is looked at or not. */
  readonly onDidOpen = this.opened.event;

  constructor(private readonly options: TraceEditorOptions) {}

  get openTraces(): number {
    return this.documents.size;
  }

  /** Opens a recording together with others, which replace those it was opened with before. */
  openTogether(file: vscode.Uri, others: readonly vscode.Uri[]): void {
    const companions = others.map(({ fsPath }) => ({ path: fsPath }));
    const open = [...this.documents].filter(({ uri }) => uri.toString() === file.toString());
    for (const document of open) document.reload({ companions });
    this.options.companions.keep(file.toString(), companions);
  }

  /** URIs of the documents that are open. */
  get openUris(): readonly string[] {
    return [...this.documents].map(({ uri }) => uri.toString());
  }

  /** Paths of all recordings that are open. */
  get recordings(): readonly string[] {
    return [...this.documents].flatMap((document) => document.recordings);
  }

  /** The trace of a file, while it is open. */
  documentOf(uri: vscode.Uri): TraceDocument | undefined {
    const wanted = uri.toString();
    return [...this.documents].find((document) => document.uri.toString() === wanted);
  }

  openCustomDocument(uri: vscode.Uri): TraceDocument {
    const { workers, companions, tables, noteFiles, symbolSources, followSymbols, log } =
      this.options;
    const document = new TraceDocument({
      uri,
      start: startTrace(uri, { workers, tables, log }),
      companions,
      tables,
      noteFiles,
      recordings: () => this.recordings,
      symbolSources,
      followSymbols,
      log,
      closed: (closed) => {
        this.documents.delete(closed);
        this.options.active.closed(closed);
        this.options.linked.closed(closed);
      },
    });
    this.documents.add(document);
    this.opened.fire(document);
    return document;
  }

  resolveCustomEditor(document: TraceDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const notes = new PageNotes(document.notes, (notice) => relay.tell(notice));
    const relay: Relay = new Relay({
      engine: document.engine,
      handlers: this.handlersOf(document, notes),
      post: (message) => void webview.postMessage(message),
    });
    webview.onDidReceiveMessage((message: unknown) => relay.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) relay.pageHidden();
      if (panel.active) this.options.active.activated(document);
    });
    if (panel.active) this.options.active.activated(document);
    document.relays.add(relay);
    panel.onDidDispose(() => {
      document.relays.delete(relay);
      relay.dispose();
      notes.dispose();
    });
    fillWebview(webview, this.options.extensionUri, 'webview');
  }

  private handlersOf(document: TraceDocument, notes: PageNotes): HostHandlers {
    const { uri } = document;
    const { layouts, code, symbols, linked } = this.options;
    const recordings = (): readonly string[] => this.recordings;
    return hostHandlers({
      reload: (request) => document.reload(request),
      copyText: (text) => vscode.env.clipboard.writeText(text),
      pickRecordings: async () => {
        const files = await pickRecordings('Add to the Session', vscode.Uri.joinPath(uri, '..'));
        return files.map(({ fsPath }) => fsPath);
      },
      saveFile: (name, contents) =>
        saveFile({ recordings, pick: () => pickSavePath(uri, name) }, (file) =>
          writeContents(file, contents),
        ),
      saveTraceEvents: (fromNs, toNs) =>
        saveTraceEvents({ trace: document, recordings, fromNs, toNs }),
      link: {
        moved: (stand) => linked.moved(document, stand),
        pointed: (timeNs) => linked.pointed(document, timeNs),
        scrolled: (lane) => linked.scrolled(document, lane),
        change: (change) => linked.wanted(document, change),
      },
      showCode: ({ vm, rip, as }) => code.show(document, { vm, rip }, as),
      symbols: {
        add: () => symbols.add(document),
        drop: (uris) => symbols.drop(document, uris),
        chooseSlide: (vm) => symbols.chooseSlide(document, vm),
      },
      copyLink: async (place) => vscode.env.clipboard.writeText(await linkTo(document, place)),
      layout: {
        kept: () => layouts.of(uri.toString()),
        keep: (layout) => layouts.keep(uri.toString(), layout),
      },
      notes,
    });
  }
}
