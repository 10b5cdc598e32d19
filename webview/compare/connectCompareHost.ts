import type { CompareRequests, ComparePageNotice } from '../../src/protocol/comparePage';
import { RpcClient, type Call, type Reply } from '../../src/protocol/RpcClient';
import type { CompareHost } from './CompareContext';
import type { ComparePageState } from './compareState';

interface VsCodeApi {
  postMessage(message: Call<keyof CompareRequests>): void;
  getState(): unknown;
  setState(state: ComparePageState): void;
}

/** VS Code gives it to every webview page, once. */
declare function acquireVsCodeApi(): VsCodeApi;

export function connectCompareHost(noticed: (notice: ComparePageNotice) => void): CompareHost {
  const vscode = acquireVsCodeApi();
  const client = new RpcClient<CompareRequests>((call) => {
    vscode.postMessage(call);
  });
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null) return;
    if ('notice' in data) noticed(data as ComparePageNotice);
    else if ('id' in data) client.receive(data as Reply);
  });
  return {
    call: (method, params) => client.call(method, params),
    savedState: () => vscode.getState(),
    saveState: (state) => {
      vscode.setState(state);
    },
  };
}
