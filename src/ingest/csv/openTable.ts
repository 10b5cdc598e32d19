import type { ByteSource } from '../../formats/ByteSource';
import { readTableHead } from '../../formats/csv/TableHead';
import type { TableHead } from '../../formats/csv/TableHead';
import { FormatError } from '../../formats/FormatError';
import { CsvRecording } from './CsvRecording';
import { readExportFacts } from './exportFacts';
import { exportLayout } from './exportLayout';
import { kvmStatLayout } from './kvmStatLayout';
import type { TableLayout } from './TableLayout';

/** `start`: the first bytes of a file. */
export function isTable(start: Uint8Array): boolean {
  const head = readTableHead(start);
  return head !== undefined && knownLayout(head) !== undefined;
}

/** Opens what `isTable` recognised. Throws a `FormatError` when nothing of it can be shown. */
export function openTable(source: ByteSource, start: Uint8Array): CsvRecording {
  const head = readTableHead(start)!;
  refuseSeveral(head);
  return new CsvRecording(source, head, knownLayout(head)!);
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
