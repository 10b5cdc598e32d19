import { handlersWithoutTrace } from '../engine/node/handlersWithoutTrace';
import type { Engine } from './TraceEngine';

/** Stands in for a worker when there is nothing to read. */
export function engineWithoutTrace(message: string): Engine {
  const handlers = handlersWithoutTrace(message);
  return {
    call: (method, params) => handlers[method](params),
    dispose: () => undefined,
  };
}
