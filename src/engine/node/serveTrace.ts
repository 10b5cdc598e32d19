import { setImmediate as afterWaitingMessages } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { messageOf } from '../../base/messageOf';
import { isSameHeader } from '../../base/tableColumns';
import type { TableColumns } from '../../base/tableColumns';
import type { DiagnosticFacts } from '../../protocol/facts';
import type { Call, Reply } from '../../protocol/RpcClient';
import type { LoadNotice, LoadState } from '../../protocol/loading';
import type { SessionHandlers } from '../SessionApi';
import { parameterNames, parametersFrom } from '../parametersFrom';
import { TraceSession } from '../TraceSession';
import { UnreadableFile } from '../UnreadableFile';
import { answerCall } from './answerCall';
import { handlersWithoutTrace } from './handlersWithoutTrace';
import { KeptSymbolFiles } from './KeptSymbolFiles';
import { nearbyRecordings } from './nearbyRecordings';
import { SessionSources } from './SessionSources';
import { withOwnBuffers } from './withOwnBuffers';
import type { WorkerInput } from './WorkerInput';

const unreadParameters: DiagnosticFacts = {
  source: null,
  severity: 'warning',
  code: 'parameters-not-read',
  message: `The setting exitscope.parameters is left out: it takes whole numbers for ${parameterNames.join(', ')}.`,
  offset: null,
};

/** Loads the trace and answers calls on the port, from the first moment on. */
export function serveTrace(port: MessagePort, input: WorkerInput): void {
  const notify = (load: LoadState): void => {
    const notice: LoadNotice = { notice: 'load', load };
    port.postMessage(notice);
  };
  const fail = (error: unknown): SessionHandlers => {
    const reason = messageOf(error);
    const isNamed = error instanceof UnreadableFile;
    const message = isNamed ? reason : `${input.file}: ${reason}`;
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

const breathe = (): Promise<void> => afterWaitingMessages();

async function openSession(
  input: WorkerInput,
  onLoad: (load: LoadState) => void,
): Promise<TraceSession> {
  const { file, companions = [], part, tscKhz, namedTables = [], memoryLimitBytes } = input;
  const columnsOf = (header: readonly string[]): TableColumns | undefined =>
    namedTables.find((table) => isSameHeader(table.header, header))?.columns;
  const parameters = parametersFrom(input.parameters ?? {});
  const doubts = parameters === undefined ? [unreadParameters] : [];
  const sources = await SessionSources.of(file, companions, { tscKhz, columnsOf });
  return new TraceSession({
    open: () => sources.open(),
    totalBytes: sources.totalBytes,
    companions,
    problems: () => [...sources.problems, ...doubts],
    nearby: (first) => nearbyRecordings(file, first),
    symbolFiles: new KeptSymbolFiles(breathe),
    part,
    parameters,
    memoryLimitBytes,
    onLoad,
    breathe,
  });
}
