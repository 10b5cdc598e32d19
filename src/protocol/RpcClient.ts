import type { LoadNotice } from './loading';
import type { Requests } from './requests';

export interface Call<Method = keyof Requests> {
  readonly id: number;
  readonly method: Method;
  readonly params: unknown;
}

export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

/** What a side may receive: an answer to its call, or a notice. */
export type Incoming = Reply | LoadNotice;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Questions with what they take and what answers them. */
type RequestTable<Table> = {
  readonly [M in keyof Table]: { readonly params: unknown; readonly result: unknown };
};

/** Every call ends: with a result, with the other side's error, or with `closed` when the panel goes away. */
export class RpcClient<Table extends RequestTable<Table> = Requests> {
  private readonly pending = new Map<number, Pending>();
  private nextId = 0;
  private closedBecause: string | undefined;

  constructor(private readonly post: (call: Call<keyof Table>) => void) {}

  call<M extends keyof Table>(method: M, params: Table[M]['params']): Promise<Table[M]['result']> {
    if (this.closedBecause !== undefined) return Promise.reject(new Error(this.closedBecause));
    const id = this.nextId++;
    return new Promise<Table[M]['result']>((resolve, reject) => {
      this.pending.set(id, { resolve: resolve, reject });
      this.post({ id, method, params });
    });
  }

  /** Settles the call a reply belongs to; a reply to nothing is dropped (its panel was reloaded). */
  receive(reply: Reply): void {
    const pending = this.pending.get(reply.id);
    if (pending === undefined) return;
    this.pending.delete(reply.id);
    if ('error' in reply) pending.reject(new Error(reply.error));
    else pending.resolve(reply.result);
  }

  /** Rejects what is open and every later call. */
  close(because: string): void {
    this.closedBecause = because;
    for (const pending of this.pending.values()) pending.reject(new Error(because));
    this.pending.clear();
  }
}
