import { hex } from '../../base/hex';
import type { CsvDamage } from '../../formats/csv/CsvRows';
import type { Diagnostic } from '../../formats/Diagnostic';

/** What may be wrong with a row. */
export type RowFault = CsvDamage['kind'] | 'width' | 'time' | 'header' | 'exit-reason';

interface Tally {
  count: number;
  readonly position: number;
  readonly line: number;
}

/** Counts the rows of a table that could not be taken as they are, with the first of each fault. */
export class TableDamage {
  private readonly tallies = new Map<RowFault, Tally>();

  add(fault: RowFault, position: number, line: number): void {
    const tally = this.tallies.get(fault);
    if (tally === undefined) this.tallies.set(fault, { count: 1, position, line });
    else tally.count++;
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.tallies].map(([fault, { count, position, line }]) => {
      const { severity, code, what } = faults[fault];
      const rows = count === 1 ? '1 row' : `${count} rows`;
      const message = `${rows}, first in line ${line} at byte ${hex(position)}: ${what}`;
      return { severity, code, message, offset: position };
    });
  }
}

interface FaultText extends Pick<Diagnostic, 'severity' | 'code'> {
  readonly what: string;
}

const faults: Readonly<Record<RowFault, FaultText>> = {
  width: {
    severity: 'warning',
    code: 'bad-rows',
    what: 'not as many cells as the header has. They were left out; a row that was cut, or a delimiter in a text without quotes, does that.',
  },
  time: {
    severity: 'warning',
    code: 'bad-times',
    what: 'no time in the column of the time. They were left out; check that the column and its unit are right.',
  },
  'open-quote': {
    severity: 'warning',
    code: 'open-quotes',
    what: 'quotes that are not closed within any sensible row. They were taken as characters, up to there line by line.',
  },
  'long-row': {
    severity: 'warning',
    code: 'long-rows',
    what: 'longer than a megabyte. They were left out; this is no table there.',
  },
  'exit-reason': {
    severity: 'warning',
    code: 'unknown-exit-reasons',
    what: 'the exit reason is no name that VMX or SVM has, and no number. These exits are listed, and counted in no table of exits.',
  },
  header: {
    severity: 'info',
    code: 'repeated-headers',
    what: 'the header once more, as in tables that were put together. They were left out.',
  },
};
