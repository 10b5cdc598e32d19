import { messageOf } from '../src/base/messageOf';
import type { Method, Params, Result } from '../src/protocol/requests';
import type { Host } from './host';

export interface LatestCallOptions<M extends Method> {
  readonly host: Host;
  readonly method: M;
  readonly answered: (result: Result<M>, params: Params<M>) => void;
  readonly failed: (message: string) => void;
}

/**
 * One question at a time, and only the newest one matters: a question asked while another is under
 * way waits for it and replaces any that waited. So neither a held-down key nor a fast load piles up
 * work on the other side. An answer is dropped when a different question waits behind it.
 */
export class LatestCall<M extends Method> {
  private waiting: Params<M> | undefined;
  private isUnderWay = false;

  constructor(private readonly options: LatestCallOptions<M>) {}

  ask(params: Params<M>): void {
    this.waiting = params;
    if (!this.isUnderWay) void this.run();
  }

  private async run(): Promise<void> {
    this.isUnderWay = true;
    while (this.waiting !== undefined) {
      const params = this.waiting;
      this.waiting = undefined;
      await this.settle(params);
    }
    this.isUnderWay = false;
  }

  private async settle(params: Params<M>): Promise<void> {
    const { host, method, answered, failed } = this.options;
    try {
      const result = await host.call(method, params);
      if (!this.isOvertaken(params)) answered(result, params);
    } catch (error) {
      if (!this.isOvertaken(params)) failed(messageOf(error));
    }
  }

  /** The same question asked again, for a growing trace, overtakes nothing: slow answers still show. */
  private isOvertaken(params: Params<M>): boolean {
    return this.waiting !== undefined && JSON.stringify(this.waiting) !== JSON.stringify(params);
  }
}
