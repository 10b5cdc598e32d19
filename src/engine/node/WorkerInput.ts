import type { NamedTable } from '../../base/tableColumns';
import type { Companion } from '../../protocol/Companion';
import type { TracePart } from '../../protocol/TracePart';

/** What the thread of one session is started with. */
export interface WorkerInput {
  /** Path of the document's own recording. */
  readonly file: string;
  readonly companions?: readonly Companion[] | undefined;
  readonly part?: TracePart | undefined;
  readonly tscKhz?: number | undefined;
  /** What was said of tables, whichever of them these files are. */
  readonly namedTables?: readonly NamedTable[] | undefined;
  readonly memoryLimitBytes: number;
  /** What users set of the analyses' parameters, as they wrote it. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}
