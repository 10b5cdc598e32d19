import { withoutFormulaGuard } from '../../base/csvText';
import { ownCopy, textOfPiece } from '../../formats/csv/byteText';
import { EMPTY_TEXT } from '../../formats/csv/CsvDialect';

/** The text in a cell, as it was before it was written. */
export function cellText(cell: string): string {
  return cell === EMPTY_TEXT ? '' : withoutFormulaGuard(textOfPiece(cell));
}

/** The same cell, to be kept when the text it was cut out of is gone. */
export function keptCell(cell: string): string {
  return cell === EMPTY_TEXT ? cell : ownCopy(cell);
}
