import type { LoadNotice, Method, Params, Result } from './requests';

export interface Call {
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

/** Every call ends: with a result, with the other side's error, or with `closed` when the panel goes away. */
export class RpcClient {
  private readonly pending = new Map<number, Pending>();
  private nextId = 0;
  private closedBecause: string | undefined;

  constructor(private readonly post: (call: Call) => void) {}

  call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    if (this.closedBecause !== undefined) return Promise.reject(new Error(this.closedBecause));
    const id = this.nextId++;
    return new Promise<Result<M>>((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as (result: unknown) => void, reject });
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
