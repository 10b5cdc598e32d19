import type { LoadRequest, StartEngine } from '../../src/extension/TraceEngine';
import type { LoadState } from '../../src/protocol/loading';

export interface FakeEngine {
  readonly request: LoadRequest;
  readonly loadWentOn: (load: LoadState) => void;
  readonly calls: FakeCall[];
  isDisposed: boolean;
}

interface FakeCall {
  readonly method: string;
  readonly params: unknown;
  readonly answer: (result: unknown) => void;
  readonly refuse: (error: Error) => void;
}

/** Starts engines that answer when the test says so, and records all of them. */
export function fakeEngines(): { readonly start: StartEngine; readonly started: FakeEngine[] } {
  const started: FakeEngine[] = [];
  const start: StartEngine = (request, loadWentOn) => {
    const engine: FakeEngine = { request, loadWentOn, calls: [], isDisposed: false };
    started.push(engine);
    return {
      call: (method, params) =>
        new Promise((answer, refuse) => {
          engine.calls.push({ method, params, answer: answer as FakeCall['answer'], refuse });
        }),
      dispose: () => {
        engine.isDisposed = true;
      },
    };
  };
  return { start, started };
}
