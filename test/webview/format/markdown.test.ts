import assert from 'node:assert/strict';
import { markdownTable } from '../../../webview/format/markdown';

const columns = [
  { title: 'Reason', isNumeric: false },
  { title: 'Count', isNumeric: true },
];

describe('markdownTable', () => {
  it('aligns numbers right', () => {
    assert.equal(
      markdownTable(columns, [['HLT', '12']]),
      '| Reason | Count |\n| --- | ---: |\n| HLT | 12 |\n',
    );
  });

  it('keeps a bar or a line break inside its cell', () => {
    const table = markdownTable(columns, [['a|b\nc', '1']]);

    assert.ok(table.includes('| a\\|b c | 1 |'));
  });
});
