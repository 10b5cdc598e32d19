import assert from 'node:assert/strict';
import fc from 'fast-check';
import { memorySource } from '../../../src/formats/memorySource';
import { latin1 } from '../../../src/formats/text';
import { MOST_LINE_BYTES, TextLines } from '../../../src/formats/text/TextLines';

interface Line {
  readonly text: string;
  readonly lineNumber: number;
  readonly position: number;
  readonly isCut: boolean;
  readonly isUnterminated: boolean;
}

function linesOf(text: string | Uint8Array, windowBytes?: number): Line[] {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
  const lines = new TextLines(memorySource('text', bytes), { windowBytes });
  const found: Line[] = [];
  while (lines.next()) {
    const { lineNumber, position, isCut, isUnterminated } = lines;
    const line = latin1(lines.bytes.subarray(lines.from, lines.to));
    found.push({ text: line, lineNumber, position, isCut, isUnterminated });
  }
  return found;
}

const textsOf = (text: string): string[] => linesOf(text).map((line) => line.text);

describe('TextLines', () => {
  it('ends lines at newlines, with a carriage return before them or not', () => {
    assert.deepEqual(textsOf('one\r\ntwo\n\nfour\n'), ['one', 'two', '', 'four']);
  });

  it('has no line in an empty text, and one in a text without a newline', () => {
    assert.deepEqual(linesOf(''), []);
    const [line] = linesOf('cut in the mid');
    assert.deepEqual([line?.text, line?.isUnterminated], ['cut in the mid', true]);
  });

  it('leaves a byte order mark out, and counts it in positions', () => {
    const [first, second] = linesOf('\xef\xbb\xbfone\ntwo\n');
    assert.deepEqual([first?.text, first?.position], ['one', 3]);
    assert.deepEqual([second?.text, second?.position], ['two', 7]);
  });

  it('tells a carriage return that ends no line from one that does', () => {
    assert.deepEqual(textsOf('a\rb\n\r\n'), ['a\rb', '']);
  });

  it('cuts a line that never ends, and goes on behind it', () => {
    const found = linesOf(`one\n${'x'.repeat(5 * MOST_LINE_BYTES)}\nthree\n`, 2 * MOST_LINE_BYTES);
    assert.deepEqual(
      found.map(({ text, lineNumber, isCut }) => [text.length, lineNumber, isCut]),
      [
        [3, 1, false],
        [MOST_LINE_BYTES, 2, true],
        [5, 3, false],
      ],
    );
  });

  it('ends with a line that is cut and ends the text, too', () => {
    const found = linesOf('x'.repeat(3 * MOST_LINE_BYTES));
    assert.deepEqual(
      found.map(({ isCut }) => isCut),
      [true],
    );
  });

  it('tells where the text has been read to', () => {
    const lines = new TextLines(memorySource('text', Buffer.from('one\ntwo')));
    lines.next();
    assert.equal(lines.doneBytes, 4);
    lines.next();
    assert.equal(lines.doneBytes, 7);
  });

  it('finds the lines of any text where they are, wherever a window ends', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', '\0', '\n', '\x8a', '\x0b'),
      maxLength: 9,
    });
    const text = fc.tuple(fc.integer({ min: -40, max: 40 }), fc.array(line, { maxLength: 20 }));
    fc.assert(
      fc.property(text, ([shift, parts]) => {
        // The window of the least size ends among the parts.
        const filler = `${'f'.repeat(1000)}\n`.repeat(131);
        const whole = `${filler.slice(0, 2 * MOST_LINE_BYTES + shift)}${parts.join('\n')}`;
        const found = linesOf(whole, 2 * MOST_LINE_BYTES);
        const expected = whole.split('\n');
        if (expected.at(-1) === '') expected.pop();
        assert.deepEqual(
          found.map((each) => each.text),
          expected,
        );
        for (const { text: own, position } of found) {
          assert.equal(whole.slice(position, position + own.length), own);
        }
      }),
      { numRuns: 50 },
    );
  });
});
