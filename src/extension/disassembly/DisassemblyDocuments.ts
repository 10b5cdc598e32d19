import * as vscode from 'vscode';
import { fileName } from '../fileName';
import type { TraceDocument } from '../TraceDocument';
import { assemblySyntax, syntaxSetting } from './assemblySyntax';
import type { DisassemblyServices } from './DisassemblyServices';
import { disassemblyScheme, listedFunction } from './disassemblyUri';
import type { ListedFunction } from './disassemblyUri';
import type { Listing } from './Listing';
import { notKnownText, notOpenText } from './noListingTexts';
import { readListing } from './readListing';
import { readOtherExits } from './readOtherExits';
import { readSource } from './readSource';

/** What a document is to show: a listing, or a text that says why there is none. */
export type Shown = Listing | { readonly why: string };

/**
 * The documents that show disassemblies. They are read again when something changes that they show.
 * A file system, because VS Code brings no other documents back when its window is loaded again.
 */
export class DisassemblyDocuments implements vscode.FileSystemProvider {
  private readonly listings = new Map<string, Listing>();
  private readonly followed = new Map<TraceDocument, { dispose(): void }>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly told = new vscode.EventEmitter<string>();
  /** What a document of this URI shows was read, maybe with the same text and other exits. */
  readonly onDidRead = this.told.event;
  /** Tells what is to be shown from what was: VS Code reads only what has another time. */
  private modifiedMs = Date.now();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly services: DisassemblyServices) {
    const { workspace } = vscode;
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.told,
      services.editors.onDidOpen((trace) => {
        this.follow(trace);
        this.refresh(trace);
      }),
      services.sources.onDidChange(() => this.refresh()),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(syntaxSetting)) this.refresh();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.listings.delete(uri.toString())),
    );
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const shown = await this.read(uri);
    const key = uri.toString();
    if ('why' in shown) this.listings.delete(key);
    else this.listings.set(key, shown);
    this.told.fire(key);
    return new TextEncoder().encode('why' in shown ? shown.why : shown.disassembly.text);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: this.modifiedMs,
      size: this.listings.get(uri.toString())?.disassembly.text.length ?? 1,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  /** What changes is told of every document that is open. */
  watch(): vscode.Disposable {
    return vscode.Disposable.from();
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  /** What a document shows; undefined: no disassembly, or another is about to replace its text. */
  listingOf(document: vscode.TextDocument): Listing | undefined {
    const listing = this.listings.get(document.uri.toString());
    return listing?.disassembly.text === document.getText() ? listing : undefined;
  }

  /** The trace that a document is of, while it is open. */
  traceOf({ trace }: Pick<ListedFunction, 'trace'>): TraceDocument | undefined {
    return this.services.editors.documentOf(vscode.Uri.parse(trace));
  }

  /** Reads what a document of this URI shows, whether it is open or not. */
  async read(uri: vscode.Uri): Promise<Shown> {
    const listed = listedFunction(uri.query);
    if (listed === undefined) return { why: notKnownText('This', undefined) };
    const trace = this.traceOf(listed);
    if (trace === undefined) {
      return { why: notOpenText(fileName(vscode.Uri.parse(listed.trace))) };
    }
    this.follow(trace);
    const isLoaded = (await trace.symbols.ready()) !== undefined;
    const listing = isLoaded
      ? await readListing(listed, {
          asked: trace.engine,
          syntax: assemblySyntax(),
          sourceText: (file) => readSource(file, this.services.sources),
        })
      : undefined;
    if (listing !== undefined) return this.withOther(listing);
    const place = { vm: listed.vm, rip: listed.start };
    const known = isLoaded ? await trace.engine.call('codeAt', place) : null;
    return { why: notKnownText(listed.start, known?.whyNoSymbol ?? undefined) };
  }

  /** With the exits of the other run, where the document shows two. */
  private async withOther(listing: Listing): Promise<Listing> {
    const { listed, disassembly } = listing;
    const { other } = listed;
    if (other === undefined) return listing;
    const trace = this.traceOf(other);
    if (trace !== undefined) this.follow(trace);
    const asked = { listed, other, trace, shown: disassembly, syntax: assemblySyntax() };
    return { ...listing, other: await readOtherExits(asked) };
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const following of this.followed.values()) following.dispose();
  }

  /** Reads the open documents again, of one trace or of all. */
  private refresh(trace?: TraceDocument): void {
    const shown = vscode.workspace.textDocuments.filter(({ uri }) => {
      if (uri.scheme !== disassemblyScheme) return false;
      const listed = listedFunction(uri.query);
      const key = trace?.uri.toString();
      return key === undefined || listed?.trace === key || listed?.other?.trace === key;
    });
    this.modifiedMs++;
    this.changed.fire(shown.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  private follow(trace: TraceDocument): void {
    if (this.followed.has(trace)) return;
    const following = trace.symbols.onDidChange(() => this.refresh(trace));
    this.followed.set(trace, following);
    trace.signal.addEventListener('abort', () => {
      following.dispose();
      this.followed.delete(trace);
    });
  }
}
