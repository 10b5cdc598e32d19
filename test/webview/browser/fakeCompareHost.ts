import type { CompareRequests, ComparePageNotice } from '../../../src/protocol/comparePage';
import type { Call, Reply } from '../../../src/protocol/RpcClient';
import { cannedComparison } from '../canned/cannedComparison';

type CompareCall = Call<keyof CompareRequests>;

/** What the tests see of the page's host. */
export interface FakeCompareHost {
  readonly calls: CompareCall[];
  savedState: unknown;
  notify(notice: ComparePageNotice): void;
}

declare global {
  interface Window {
    fakeCompareHost: FakeCompareHost;
  }
}

const answers: Readonly<Record<CompareCall['method'], unknown>> = {
  comparison: cannedComparison,
  makeFirst: {},
  addRepeats: {},
  removeRepeat: {},
  pairVcpus: {},
  showExample: {},
  showDisassembly: {},
  showTimelines: {},
  saveReport: { path: '/runs/comparison.html' },
  copyReport: {},
  copyText: {},
};

const fake: FakeCompareHost = {
  calls: [],
  savedState: undefined,
  notify: (notice) => {
    window.postMessage(notice);
  },
};
window.fakeCompareHost = fake;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (call: CompareCall) => {
      fake.calls.push(call);
      const reply: Reply = { id: call.id, result: answers[call.method] };
      window.postMessage(reply);
    },
    getState: () => fake.savedState,
    setState: (state: unknown) => {
      fake.savedState = state;
    },
  }),
});
