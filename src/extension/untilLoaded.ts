import type { TraceFacts } from '../protocol/facts';
import type { TraceEngine } from './TraceEngine';

/** Facts of a trace once its load has ended; undefined: nothing of it is loaded, or nobody waits any more. */
export async function untilLoaded(
  engine: TraceEngine,
  closed: AbortSignal,
): Promise<TraceFacts | undefined> {
  const isClosed = (): boolean => closed.aborted;
  while (!isClosed()) {
    const next = nextEnd(engine, closed);
    try {
      const { facts, load } = await engine.call('traceFacts', {});
      if (load.kind === 'complete' || load.kind === 'cancelled') return facts ?? undefined;
      if (load.kind !== 'loading') return undefined;
      await next.ended;
    } catch (error) {
      // The engine answers nobody once its trace is closed.
      if (!isClosed()) throw error;
    } finally {
      next.dispose();
    }
  }
  return undefined;
}

interface NextEnd {
  readonly ended: Promise<void>;
  readonly dispose: () => void;
}

/** Listens from now on: an end that comes before the answer of a call must not be missed. */
function nextEnd(engine: TraceEngine, closed: AbortSignal): NextEnd {
  let settle = (): void => undefined;
  const ended = new Promise<void>((resolve) => (settle = resolve));
  const subscription = engine.onLoad((load) => {
    if (load.kind !== 'loading') settle();
  });
  closed.addEventListener('abort', settle);
  const dispose = (): void => {
    subscription.dispose();
    closed.removeEventListener('abort', settle);
  };
  return { ended, dispose };
}
