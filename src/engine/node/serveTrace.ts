import { setImmediate as afterWaitingMessages } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { Call, Reply } from '../../protocol/RpcClient';
import type { LoadNotice, LoadState } from '../../protocol/requests';
import type { SessionHandlers } from '../SessionApi';
import { openSource } from '../openSource';
import { TraceSession } from '../TraceSession';
import { openNamed } from '../UnreadableFile';
import { answerCall } from './answerCall';
import { FileSource } from './FileSource';
import { handlersWithoutTrace } from './handlersWithoutTrace';
import { decompressorOf } from './nodeDecompressor';
import { withOwnBuffers } from './withOwnBuffers';
import type { WorkerInput } from './WorkerInput';

/** Loads the trace and answers calls on the port, from the first moment on. */
export function serveTrace(port: MessagePort, input: WorkerInput): void {
  const notify = (load: LoadState): void => {
    const notice: LoadNotice = { notice: 'load', load };
    port.postMessage(notice);
  };
  const fail = (error: unknown): SessionHandlers => {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${input.path}: ${reason}`;
    notify({ kind: 'failed', message });
    return handlersWithoutTrace(message);
  };
  const reply = (answer: Reply): void => port.postMessage(answer);

  let handlers = openSession(input, notify).then((session) => {
    session.load().catch((error: unknown) => {
      handlers = Promise.resolve(fail(error));
    });
    return session.handlers;
  }, fail);
  port.on('message', (call: Call) => {
    const { id, method, params } = call;
    const work = async (): Promise<unknown> => {
      const answer = (await handlers)[method as keyof SessionHandlers];
      return withOwnBuffers(await answer(params as never));
    };
    void answerCall(id, work).then(reply);
  });
}

async function openSession(
  input: WorkerInput,
  onLoad: (load: LoadState) => void,
): Promise<TraceSession> {
  const { path, part, tscKhz, memoryLimitBytes } = input;
  const source = new FileSource(path);
  const decompressor = await decompressorOf(source);
  return new TraceSession({
    open: () => [openNamed(path, () => openSource({ source, decompressor, tscKhz }))],
    totalBytes: source.size,
    part,
    memoryLimitBytes,
    onLoad,
    breathe: () => afterWaitingMessages(),
  });
}
