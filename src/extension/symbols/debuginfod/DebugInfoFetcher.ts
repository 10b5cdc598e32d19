import * as vscode from 'vscode';
import type { SymbolState } from '../../../protocol/code';
import { countText } from '../../analysis/texts';
import type { TraceDocument } from '../../TraceDocument';
import type { DebugInfoCache } from './DebugInfoCache';
import { debuginfodSetting, hostsOf } from './debuginfodSetting';
import { fetchDebugInfo } from './fetchDebugInfo';
import type { Fetched } from './fetchDebugInfo';
import { wantedBuilds } from './wantedBuilds';
import type { WantedBuild } from './wantedBuilds';

/** Debug information of a distribution's kernel has less than 1 GB. */
const MOST_BYTES = 4 * 2 ** 30;
const PATIENCE_MS = 90_000;

/** Fetches debug information that traces lack, where the user turned that on. */
export class DebugInfoFetcher {
  /** Builds that were asked for: a server that has none is not asked at each load. */
  private readonly asked = new Set<string>();

  constructor(
    private readonly cache: DebugInfoCache,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Fetches what a trace lacks, whenever other symbols are in use in it. */
  follow(trace: TraceDocument): vscode.Disposable {
    return vscode.Disposable.from(
      trace.symbols.onDidChange((state) => {
        if (state === undefined || !debuginfodSetting().isOn) return;
        void this.fetchMissing(trace, state, ({ buildId }) => !this.asked.has(buildId));
      }),
    );
  }

  /** Fetches what a trace lacks, also what was asked for before. */
  async fetchNow(trace: TraceDocument): Promise<void> {
    const { isOn, urls } = debuginfodSetting();
    if (!isOn) {
      await offerSettings();
      return;
    }
    const state = await trace.symbols.ready();
    if (state === undefined) return;
    const wanted = wantedBuilds(state);
    if (wanted.length === 0) {
      void vscode.window.showInformationMessage(
        'There is no build ID to ask by: nothing in use lacks debug information, or it has no build ID.',
      );
      return;
    }
    this.log.info(`${hostsOf(urls)}: asked for ${countText(wanted.length, 'build')}.`);
    await this.fetchMissing(trace, state, () => true);
  }

  private async fetchMissing(
    trace: TraceDocument,
    state: SymbolState,
    isWanted: (build: WantedBuild) => boolean,
  ): Promise<void> {
    const wanted = wantedBuilds(state).filter(isWanted);
    for (const { buildId } of wanted) this.asked.add(buildId);
    let isNew = false;
    for (const build of wanted) {
      const fetched = await this.fetchOne(build, trace.signal);
      if (fetched.is === 'there') isNew = true;
      if (fetched.is === 'missing') this.tellMissing(build, fetched.reasons);
      if (fetched.is === 'stopped') {
        // Who cancelled does not want it; who closed the trace may open it again.
        if (trace.signal.aborted) for (const { buildId } of wanted) this.asked.delete(buildId);
        break;
      }
    }
    if (isNew && !trace.signal.aborted) await trace.symbols.renew();
  }

  private async fetchOne({ buildId, name }: WantedBuild, closed: AbortSignal): Promise<Fetched> {
    const { urls } = debuginfodSetting();
    await this.cache.prepare();
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: `Debug information of ${name}`,
      cancellable: true,
    };
    return vscode.window.withProgress(options, async (progress, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      const fetched = await fetchDebugInfo({
        urls,
        buildId,
        target: this.cache.fileOf(buildId),
        mostBytes: MOST_BYTES,
        patienceMs: PATIENCE_MS,
        stop: AbortSignal.any([stop.signal, closed]),
        progress: (host, doneBytes, totalBytes) =>
          progress.report({ message: `${host}: ${progressText(doneBytes, totalBytes)}` }),
      });
      if (fetched.is === 'there') {
        this.log.info(`${fetched.host}: gave the debug information of ${buildId}.`);
        await this.cache.trim(buildId);
      }
      return fetched;
    });
  }

  private tellMissing({ buildId, name }: WantedBuild, reasons: readonly string[]): void {
    const why =
      reasons.length === 0 ? 'exitscope.debuginfod.urls names no server' : reasons.join('; ');
    this.log.warn(`No debug information of ${buildId}: ${why}.`);
    void vscode.window.showWarningMessage(`No debug information of ${name} was fetched. ${why}.`);
  }
}

async function offerSettings(): Promise<void> {
  const open = 'Open Settings';
  const message = vscode.workspace.isTrusted
    ? 'Debug information is not fetched: exitscope.debuginfod.enabled is off. When it is on, build IDs are sent to the servers of exitscope.debuginfod.urls, and nothing else.'
    : 'Debug information is not fetched in a workspace that is not trusted.';
  const answer = await vscode.window.showInformationMessage(message, open);
  if (answer === open) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'exitscope.debuginfod');
  }
}

function progressText(doneBytes: number, totalBytes: number | undefined): string {
  const done = (doneBytes / 1e6).toFixed(1);
  return totalBytes === undefined ? `${done} MB` : `${done} of ${(totalBytes / 1e6).toFixed(1)} MB`;
}
