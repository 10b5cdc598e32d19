import assert from 'node:assert/strict';
import fc from 'fast-check';
import { memorySource } from '../../../src/formats/memorySource';
import { latin1 } from '../../../src/formats/text';
import { TextRecords } from '../../../src/ingest/text/TextRecords';

const textAt = (records: TextRecords, position: number): string | undefined => {
  const record = records.line(position);
  return record && latin1(record.bytes);
};

describe('TextRecords', () => {
  it('finds every line again, also by a position that was rounded down', () => {
    // Positions are rounded in files of gigabytes, to less than the shortest line of an event.
    const lines = fc.array(
      fc.string({ unit: fc.constantFrom('a', ' ', ':'), minLength: 16, maxLength: 60 }),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom(1, 2, 4, 8, 16), (all, placeBytes) => {
        const bytes = Buffer.from(`${all.join('\n')}\n`);
        const records = new TextRecords(memorySource('text', bytes), placeBytes);
        let position = 0;
        for (const line of all) {
          const rounded = Math.floor(position / placeBytes) * placeBytes;
          assert.equal(textAt(records, rounded), line);
          assert.equal(records.line(rounded)?.fileOffset, position);
          position += line.length + 1;
        }
      }),
    );
  });

  it('finds lines that lie farther apart than it reads at once, in any order', () => {
    const line = `${'x'.repeat(50_000)}\r\n`;
    const records = new TextRecords(memorySource('text', Buffer.from(line.repeat(4))), 1);
    for (const index of [3, 0, 2, 1]) {
      assert.equal(textAt(records, index * line.length)?.length, 50_000);
    }
  });

  it('has no record where the file has become shorter', () => {
    const records = new TextRecords(memorySource('text', Buffer.from('one\n')), 1);
    assert.equal(textAt(records, 100), undefined);
  });
});
