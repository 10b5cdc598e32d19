import type { TracePart } from '../../protocol/TracePart';

/** What the thread of one trace is started with. */
export interface WorkerInput {
  readonly path: string;
  readonly part?: TracePart | undefined;
  readonly tscKhz?: number | undefined;
  readonly memoryLimitBytes: number;
}
