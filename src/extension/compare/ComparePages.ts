import { answerCall } from '../../engine/node/answerCall';
import type { ComparePageNotice, CompareRequests } from '../../protocol/comparePage';
import type { Reply } from '../../protocol/RpcClient';
import { readCompareCall } from './readCompareCall';

/** Answers what a page asks; its parameters are what it sent, whatever that is. */
export type CompareHandlers = {
  readonly [M in keyof CompareRequests]: (params: unknown) => Promise<CompareRequests[M]['result']>;
};

/**
 * Answers the pages of one panel, one after the other: VS Code drops that of a hidden tab. As `Relay`
 * does for traces, it keeps answers from a page that did not ask for them.
 */
export class ComparePages {
  private page = 0;
  private isShown = true;

  constructor(
    private readonly handlers: CompareHandlers,
    private readonly post: (message: Reply | ComparePageNotice) => void,
  ) {}

  /** VS Code would keep what is posted now for the next page, which asks by itself. */
  hidden(): void {
    this.isShown = false;
  }

  tell(notice: ComparePageNotice): void {
    if (this.isShown) this.post(notice);
  }

  receive(message: unknown): void {
    const call = readCompareCall(message);
    if (call === undefined) return;
    this.isShown = true;
    // Its first call tells a new page.
    if (call.id === 0) this.page++;
    const { page } = this;
    const { id, method, params } = call;
    const work = (): Promise<unknown> =>
      method === undefined
        ? Promise.reject(new Error('There is no such request.'))
        : this.handlers[method](params);
    void answerCall(id, work).then((reply) => {
      if (this.isShown && page === this.page) this.post(reply);
    });
  }
}
