import { RpcClient, type Call, type Reply } from '../src/protocol/RpcClient';
import type { PageNotice } from '../src/protocol/notices';
import type { Method, Params, Result } from '../src/protocol/requests';
import type { ViewState } from './state/viewState';

interface VsCodeApi {
  postMessage(message: Call): void;
  getState(): unknown;
  setState(state: ViewState): void;
}

/** VS Code gives it to every webview page, once. */
declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  savedState(): unknown;
  /** Outlives hiding the tab, which ends this page. */
  saveState(state: ViewState): void;
}

/** Scrolling changes the state every frame, and each save is a message to VS Code. */
const saveAfterMs = 100;

export function connectHost(noticed: (notice: PageNotice) => void): Host {
  const vscode = acquireVsCodeApi();
  const client = new RpcClient((call) => {
    vscode.postMessage(call);
  });
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isNotice(data)) noticed(data);
    else if (isReply(data)) client.receive(data);
  });
  let saving: number | undefined;
  return {
    call: (method, params) => client.call(method, params),
    savedState: () => vscode.getState(),
    saveState: (state) => {
      window.clearTimeout(saving);
      saving = window.setTimeout(() => {
        vscode.setState(state);
      }, saveAfterMs);
    },
  };
}

function isNotice(message: unknown): message is PageNotice {
  return typeof message === 'object' && message !== null && 'notice' in message;
}

function isReply(message: unknown): message is Reply {
  return typeof message === 'object' && message !== null && 'id' in message;
}
