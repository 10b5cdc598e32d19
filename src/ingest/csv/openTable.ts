import { referredColumn } from '../../base/tableColumns';
import type { ColumnsOfHeader } from '../../base/tableColumns';
import type { ByteSource } from '../../formats/ByteSource';
import { looksLikeTable } from '../../formats/csv/looksLikeTable';
import { readTableHead } from '../../formats/csv/TableHead';
import type { TableHead } from '../../formats/csv/TableHead';
import { FormatError } from '../../formats/FormatError';
import { CsvRecording } from './CsvRecording';
import { readExportFacts } from './exportFacts';
import { exportLayout } from './exportLayout';
import { kvmStatLayout } from './kvmStatLayout';
import { namedLayout } from './namedLayout';
import type { TableLayout } from './TableLayout';
import { tableToName } from './tableToName';
import { UnnamedColumns } from './UnnamedColumns';

/**
 * `start`: the first bytes of a file. Where somebody named columns that the header has, the rows may
 * look as they will: they may be damaged.
 */
export function isTable(start: Uint8Array, columnsOf: ColumnsOfHeader): boolean {
  const head = readTableHead(start);
  if (head === undefined) return false;
  const time = columnsOf(head.columns)?.time;
  const isNamed = time !== undefined && referredColumn(head.columns, time.column) >= 0;
  return isNamed || knownLayout(head) !== undefined || looksLikeTable(head);
}

/**
 * Opens what `isTable` recognised. Throws a `FormatError` when nothing of it can be shown, and that is
 * an `UnnamedColumns` when its header does not tell what its columns are, and neither does `columnsOf`.
 */
export function openTable(
  source: ByteSource,
  start: Uint8Array,
  columnsOf: ColumnsOfHeader,
): CsvRecording {
  const head = readTableHead(start)!;
  refuseSeveral(head);
  const known = knownLayout(head);
  if (known !== undefined) return new CsvRecording(source, head, known);
  const named = columnsOf(head.columns);
  if (named === undefined) throw new UnnamedColumns(head);
  return new CsvRecording(source, head, namedLayout(head, named), tableToName(head, named));
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
