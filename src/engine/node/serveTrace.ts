import { setImmediate as afterWaitingMessages } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { Call, Reply } from '../../protocol/RpcClient';
import type { LoadNotice, LoadState } from '../../protocol/requests';
import type { SessionHandlers } from '../SessionApi';
import { openSources } from '../openSources';
import { TraceSession } from '../TraceSession';
import { UnreadableFile } from '../UnreadableFile';
import { answerCall } from './answerCall';
import { handlersWithoutTrace } from './handlersWithoutTrace';
import { sourceRequest } from './sourceRequest';
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
    const isNamed = error instanceof UnreadableFile;
    const message = isNamed ? reason : `${input.files[0]!.path}: ${reason}`;
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
  const { files, part, tscKhz, memoryLimitBytes } = input;
  const requests = await Promise.all(files.map((file) => sourceRequest(file, tscKhz)));
  return new TraceSession({
    open: () => openSources(requests),
    totalBytes: requests.reduce((sum, { options }) => sum + options.source.size, 0),
    part,
    memoryLimitBytes,
    onLoad,
    breathe: () => afterWaitingMessages(),
  });
}
