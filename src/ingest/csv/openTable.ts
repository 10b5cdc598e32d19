import type { TableColumns } from '../../base/tableColumns';
import type { ByteSource } from '../../formats/ByteSource';
import { looksLikeTable } from '../../formats/csv/looksLikeTable';
import { readTableHead } from '../../formats/csv/TableHead';
import type { TableHead } from '../../formats/csv/TableHead';
import { FormatError } from '../../formats/FormatError';
import { CsvRecording } from './CsvRecording';
import { readExportFacts } from './exportFacts';
import { exportLayout } from './exportLayout';
import { kvmStatLayout } from './kvmStatLayout';
import { hasColumn, namedLayout } from './namedLayout';
import type { TableLayout } from './TableLayout';
import { UnnamedColumns } from './UnnamedColumns';

/**
 * `start`: the first bytes of a file. Where somebody named columns that the header has, the rows may
 * look as they will: they may be damaged.
 */
export function isTable(start: Uint8Array, named: TableColumns | undefined): boolean {
  const head = readTableHead(start);
  if (head === undefined) return false;
  const isNamed = named !== undefined && hasColumn(head, named.time.column);
  return isNamed || knownLayout(head) !== undefined || looksLikeTable(head);
}

/**
 * Opens what `isTable` recognised. Throws a `FormatError` when nothing of it can be shown, and that is
 * an `UnnamedColumns` when its header does not tell what its columns are, and neither does `named`.
 */
export function openTable(
  source: ByteSource,
  start: Uint8Array,
  named: TableColumns | undefined,
): CsvRecording {
  const head = readTableHead(start)!;
  refuseSeveral(head);
  const layout = knownLayout(head) ?? (named && namedLayout(head, named));
  if (layout === undefined) throw new UnnamedColumns(head);
  return new CsvRecording(source, head, layout);
}

/** Of tables whose header tells what they are. */
function knownLayout(head: TableHead): TableLayout | undefined {
  return exportLayout(head) ?? kvmStatLayout(head);
}

/** A thread id means another thread in each of several recordings, and a table has but one of each. */
function refuseSeveral({ columns }: TableHead): void {
  const sources = columns.flatMap((name) => readExportFacts(name)?.sources ?? []);
  if (sources.length < 2) return;
  throw new FormatError(
    'unsupported',
    { section: 'table header', offset: 0 },
    `an export of ${sources.length} recordings together (${sources.join(', ')}), whose threads a table does not tell apart`,
    'Open the recordings themselves, or export them one by one.',
  );
}
