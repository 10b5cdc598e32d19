import assert from 'node:assert/strict';
import { sourcePlaceAt, sourcePlaces } from '../../../src/extension/disassembly/sourcePlaces';
import { targetName } from '../../../src/extension/disassembly/targetName';
import { cannedListing, halt, idle } from './cannedListing';

describe('the places that a comment of a disassembly names', () => {
  const texts = cannedListing().disassembly.text.split('\n');
  const inlined = texts[6]!;

  it('are found with what they mean', () => {
    const found = sourcePlaces(inlined, [halt, idle]);

    assert.deepEqual(
      found.map(({ start, end, frame }) => [inlined.slice(start, end), frame]),
      [
        ['/build/include/irqflags.h:51', halt],
        ['/build/kernel/process.c:711', idle],
      ],
    );
  });

  it('are told apart when a function was inlined into its own line', () => {
    const text = '; a.c:1 f, inlined at a.c:1 f';
    const frame = { function: 'f', file: 'a.c', line: 1, column: null };

    assert.deepEqual(
      sourcePlaces(text, [frame, frame]).map(({ start }) => start),
      [2, 22],
    );
  });

  it('are those at or before the cursor, else the innermost', () => {
    assert.equal(sourcePlaceAt(inlined, [halt, idle], 0)?.line, 51);
    assert.equal(sourcePlaceAt(inlined, [halt, idle], 40)?.line, 51);
    assert.equal(sourcePlaceAt(inlined, [halt, idle], inlined.length - 1)?.line, 711);
    assert.equal(sourcePlaceAt(texts[7]!, [halt, idle], 10)?.line, 51);
    assert.equal(sourcePlaceAt('; no source line', [], 5), undefined);
  });

  it('are, of a call, the name behind the arrow', () => {
    const call = texts[12]!;
    const name = targetName(call);

    assert.equal(call.slice(name?.start, name?.end), 'schedule');
    assert.equal(targetName(texts[13]!), undefined);
  });
});
