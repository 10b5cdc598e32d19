import type { Call } from '../protocol/RpcClient';
import type { Method } from '../protocol/requests';

/** A call that can be answered, a call that can only be refused, or undefined: not a call at all. */
export type ReceivedCall = Call | { readonly id: number; readonly refusal: string };

/** Reads what a page sent. A page is no more trusted than a file: it may be broken, or not ours. */
export function readCall(message: unknown): ReceivedCall | undefined {
  if (typeof message !== 'object' || message === null || !('id' in message)) return undefined;
  const { id } = message;
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined;

  const method = 'method' in message ? message.method : undefined;
  if (!isMethod(method)) return { id, refusal: `There is no request "${String(method)}".` };
  const params = 'params' in message ? message.params : undefined;
  if (typeof params !== 'object' || params === null) {
    return { id, refusal: `The request "${method}" has no parameters.` };
  }
  return { id, method, params };
}

/** The compiler asks for every method, and for no other. False: no page may ask it. */
const methods: Readonly<Record<Method, boolean>> = {
  traceFacts: true,
  exitRows: true,
  exitsOverTime: true,
  eventPage: true,
  findEvent: true,
  eventDetail: true,
  idleOverview: true,
  idleHistograms: true,
  findings: true,
  idlePeriods: true,
  pageOverview: true,
  pageDetail: true,
  pageFaults: true,
  timelineOverview: true,
  timelineView: true,
  timelineAt: true,
  timelineStep: true,
  timelineRange: true,
  timelineMatches: true,
  timelineTraceEvents: true,
  saveTraceEvents: true,
  saveFile: true,
  timelineLayout: true,
  keepTimelineLayout: true,
  timelineMoved: true,
  timelinePointed: true,
  timelineScrolled: true,
  changeLink: true,
  notes: true,
  keepNotes: true,
  copyLink: true,
  doctor: true,
  nearbyRecordings: true,
  cancelLoad: true,
  reload: true,
  copyText: true,
  pickRecordings: true,
  symbolState: true,
  hotCode: true,
  codeAt: true,
  useSymbols: false,
  disassembly: false,
  codeOfTrace: false,
  showCode: true,
  addSymbols: true,
  dropSymbols: true,
  chooseSlide: true,
};

function isMethod(method: unknown): method is Method {
  return typeof method === 'string' && Object.hasOwn(methods, method) && methods[method as Method];
}
