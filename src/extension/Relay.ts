import { answerCall } from '../engine/node/answerCall';
import type { Call, Reply } from '../protocol/RpcClient';
import type { PageNotice, Params, ShowNotice } from '../protocol/requests';
import { readCall } from './readCall';
import { readLoadRequest } from './readLoadRequest';
import type { LoadRequest, TraceEngine } from './TraceEngine';

export interface RelayOptions {
  readonly engine: TraceEngine;
  readonly reload: (request: LoadRequest) => void;
  readonly post: (message: Reply | PageNotice) => void;
  readonly copyText: (text: string) => PromiseLike<void>;
  /** Asks the user for recordings; resolves to their paths. */
  readonly pickRecordings: () => PromiseLike<readonly string[]>;
}

/**
 * Stands between the pages of one panel and the engine. A panel has one page after another: VS Code
 * drops the page of a hidden tab and makes a new one when it is shown. Each page counts its calls
 * from 0 on, so an answer that comes too late must not reach the next page: it would settle
 * another call there.
 */
export class Relay {
  private page = 0;
  private isPageShown = true;
  private toShow: ShowNotice | undefined;
  private readonly subscription: { dispose(): void };

  constructor(private readonly options: RelayOptions) {
    this.subscription = options.engine.onLoad((load, loadNumber) => {
      if (this.isPageShown) options.post({ notice: 'load', load, loadNumber });
    });
  }

  /** VS Code would keep what is posted now for the next page. */
  pageHidden(): void {
    this.isPageShown = false;
  }

  /** Shows what was picked elsewhere, as soon as there is a page to show it. */
  show(notice: ShowNotice): void {
    this.toShow = notice;
    if (this.page > 0 && this.isPageShown) this.postToShow();
  }

  receive(message: unknown): void {
    const call = readCall(message);
    if (call === undefined) return;
    this.isPageShown = true;
    // Its first call tells a new page, also one that took over without a moment hidden.
    if (call.id === 0) this.page++;
    this.postToShow();
    const page = this.page;
    const work = (): Promise<unknown> =>
      'refusal' in call ? Promise.reject(new Error(call.refusal)) : this.handle(call);
    void answerCall(call.id, work).then((reply) => {
      if (this.isPageShown && page === this.page) this.options.post(reply);
    });
  }

  dispose(): void {
    this.isPageShown = false;
    this.subscription.dispose();
  }

  private postToShow(): void {
    if (this.toShow === undefined) return;
    this.options.post(this.toShow);
    this.toShow = undefined;
  }

  private async handle({ method, params }: Call): Promise<unknown> {
    switch (method) {
      case 'reload':
        this.options.reload(readLoadRequest(params));
        return {};
      case 'pickRecordings':
        return { paths: await this.options.pickRecordings() };
      case 'copyText':
        await this.options.copyText(readText(params));
        return {};
      case 'saveTraceEvents':
      case 'saveFile':
      case 'timelineLayout':
      case 'keepTimelineLayout':
      case 'notes':
      case 'keepNotes':
      case 'copyLink':
        throw new Error(`${method} is not there yet.`);
      default:
        // The engine answers a member it cannot use with an error, like any other mistake.
        return this.options.engine.call(method, params as Params<typeof method>);
    }
  }
}

function readText(params: unknown): string {
  const { text } = params as Partial<Params<'copyText'>>;
  if (typeof text !== 'string') throw new Error('There is no text to copy.');
  return text;
}
