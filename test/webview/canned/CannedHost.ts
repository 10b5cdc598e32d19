import type { EventPage } from '../../../src/protocol/events';
import type { Method, Params, Result } from '../../../src/protocol/requests';
import type { Host } from '../../../webview/host';
import { cannedPage } from './cannedEvents';

interface OpenCall {
  readonly method: Method;
  readonly params: unknown;
  readonly answer: (result: unknown) => void;
  readonly fail: (message: string) => void;
}

/** A host whose answers the test gives, when it wants. */
export class CannedHost implements Host {
  readonly calls: OpenCall[] = [];

  call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    return new Promise<Result<M>>((resolve, reject) => {
      this.calls.push({
        method,
        params,
        answer: resolve as (result: unknown) => void,
        fail: (message) => {
          reject(new Error(message));
        },
      });
    });
  }

  savedState(): unknown {
    return undefined;
  }

  saveState(): void {
    throw new Error('nothing under test saves its state');
  }
}

export function pageOf(total: number, start: number, count: number): EventPage {
  return cannedPage(total, start, count, (position) => position);
}

/** Lets what waits for answers go on. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
