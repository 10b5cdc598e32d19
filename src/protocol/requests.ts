import type { CodeRequests, HostCodeRequests } from './codeRequests';
import type { DoctorReport } from './doctor';
import type { EditorRequests } from './editorRequests';
import type { EventRequests } from './events';
import type { ExitRequests } from './exits';
import type { Finding } from './Finding';
import type { IdleRequests } from './idleRequests';
import type { LoadRequests } from './loading';
import type { PageRequests } from './pageRequests';
import type { TimelineRequests } from './timelineRequests';

/** Every question the webview or the extension host may ask, with its answer. Host, worker and webview all type from here. */
export interface Requests
  extends
    LoadRequests,
    ExitRequests,
    EventRequests,
    IdleRequests,
    PageRequests,
    TimelineRequests,
    CodeRequests,
    HostCodeRequests,
    EditorRequests {
  /** What the recordings can tell, as far as they are loaded. */
  doctor: { params: Record<string, never>; result: DoctorReport };
  /** What stands out, most important first; null while the trace is read. */
  findings: { params: Record<string, never>; result: readonly Finding[] | null };
}

export type Method = keyof Requests;
export type Params<M extends Method> = Requests[M]['params'];
export type Result<M extends Method> = Requests[M]['result'];

/** A method added to `Requests` and not handled is a compile error here, not a silent `undefined` there. */
export type Handlers = { readonly [M in Method]: (params: Params<M>) => Promise<Result<M>> };
