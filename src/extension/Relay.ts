import { answerCall } from '../engine/node/answerCall';
import type { Call, Reply } from '../protocol/RpcClient';
import type { PageNotice, ShowNotice } from '../protocol/notices';
import type { Method, Params } from '../protocol/requests';
import type { HostHandlers, HostMethod } from './hostHandlers';
import { readCall } from './readCall';
import type { TraceEngine } from './TraceEngine';

export interface RelayOptions {
  readonly engine: TraceEngine;
  readonly handlers: HostHandlers;
  readonly post: (message: Reply | PageNotice) => void;
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
  private toShow: readonly ShowNotice[] = [];
  private readonly subscription: { dispose(): void };

  constructor(private readonly options: RelayOptions) {
    this.subscription = options.engine.onLoad((load, loadNumber) => {
      this.tell({ notice: 'load', load, loadNumber });
    });
  }

  /** VS Code would keep what is posted now for the next page. */
  pageHidden(): void {
    this.isPageShown = false;
  }

  /** Tells what the next page asks for by itself. */
  tell(notice: PageNotice): void {
    if (this.isPageShown) this.options.post(notice);
  }

  /** Shows what was picked elsewhere, as soon as there is a page to show it. */
  show(...notices: readonly ShowNotice[]): void {
    this.toShow = notices;
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
    for (const notice of this.toShow) this.options.post(notice);
    this.toShow = [];
  }

  private async handle({ method, params }: Call): Promise<unknown> {
    const { handlers, engine } = this.options;
    if (isHostMethod(method, handlers)) return handlers[method](params);
    // The engine answers a member it cannot use with an error, like any other mistake.
    return engine.call(method, params as Params<typeof method>);
  }
}

function isHostMethod(method: Method, handlers: HostHandlers): method is HostMethod {
  return Object.hasOwn(handlers, method);
}
