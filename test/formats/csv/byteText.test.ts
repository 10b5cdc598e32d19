import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byteText, ownCopy, textOfPiece } from '../../../src/formats/csv/byteText';

describe('byteText', () => {
  it('has a character for every byte, so that places agree', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 10_000 }), (bytes) => {
        const text = byteText(bytes);
        assert.equal(text.length, bytes.length);
        for (let at = 0; at < bytes.length; at++) assert.equal(text.charCodeAt(at), bytes[at]);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps a byte order mark as bytes', () => {
    assert.equal(byteText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)).length, 4);
  });
});

describe('textOfPiece', () => {
  it('reads UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(textOfPiece(byteText(new TextEncoder().encode(text))), text);
      }),
    );
  });

  it('takes bytes that are no UTF-8 for characters', () => {
    assert.equal(textOfPiece('caf\u00e9'), 'café');
  });
});

describe('ownCopy', () => {
  it('says the same', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)) }),
        (text) => {
          assert.equal(ownCopy(text), text);
        },
      ),
    );
  });
});
