import type { TracePart } from '../../protocol/TracePart';
import type { FileRequest } from './sourceRequest';

/** What the thread of one session is started with. */
export interface WorkerInput {
  /** The document's own file first. */
  readonly files: readonly FileRequest[];
  readonly part?: TracePart | undefined;
  readonly tscKhz?: number | undefined;
  readonly memoryLimitBytes: number;
}
