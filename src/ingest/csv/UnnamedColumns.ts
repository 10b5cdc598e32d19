import { columnsText } from '../../base/tableColumns';
import type { TableColumns, TableToName } from '../../base/tableColumns';
import { FormatError } from '../../formats/FormatError';
import type { TableHead } from '../../formats/csv/TableHead';
import { guessColumns } from './guessColumns';
import { tableToName } from './tableToName';

/** What to write where nothing of the header suggests a column. */
const EXAMPLE: TableColumns = {
  time: { column: 'COLUMN', unit: 'us', isRelative: false },
  event: 'COLUMN',
};

/** A table whose header does not tell what its columns are: a person must. */
export class UnnamedColumns extends FormatError {
  readonly table: TableToName;

  constructor(head: TableHead) {
    const guess = guessColumns(head);
    const example = columnsText({ ...EXAMPLE, ...guess });
    super(
      'unsupported',
      { section: 'table header', offset: 0 },
      `a table whose header does not tell which column is the time and what the others are: ${head.columns.join(', ')}`,
      `Name them: --columns ${example}`,
    );
    this.table = tableToName(head, guess);
  }
}
