import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonFault } from '../../src/base/jsonFault';

const depth = 100;

describe('jsonFault', () => {
  it('finds nothing wrong with JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), undefined, indent);
        assert.equal(jsonFault(text, depth), undefined);
        assert.equal(jsonFault(spaced, depth), undefined);
      }),
    );
  });

  it('agrees with JSON.parse about texts with something cut out or put in', () => {
    const signs = ['{', '}', '[', ']', ',', ':', '"', '\\', '-', '+', '.', 'e', '0', ' ', '\n'];
    const anyPiece = fc.constantFrom(...signs, '\u0000', '\\u12', 'true', 't', '01', '1.', '');
    const anyChange = fc.record({ at: fc.nat(200), cut: fc.nat(3), piece: anyPiece });
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), anyChange, (text, { at, cut, piece }) => {
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + piece + text.slice(place + cut);
        assert.equal(jsonFault(changed, depth) === undefined, isJson(changed), changed);
      }),
      { numRuns: 3000 },
    );
  });

  it('tells where the fault is', () => {
    assert.deepEqual(jsonFault('{"a": 1,\n<<<<<<< HEAD', depth), { offset: 9, why: 'syntax' });
    assert.deepEqual(jsonFault('["\\x"]', depth), { offset: 2, why: 'syntax' });
    assert.deepEqual(jsonFault('["a', depth), { offset: 3, why: 'syntax' });
    assert.deepEqual(jsonFault('', depth), { offset: 0, why: 'syntax' });
  });

  it('tells what lies too deep, and is not brought down by it', () => {
    assert.equal(jsonFault('[[1]]', 2), undefined);
    assert.deepEqual(jsonFault('[[[1]]]', 2), { offset: 2, why: 'depth' });
    assert.deepEqual(jsonFault('['.repeat(4_000_000), depth), { offset: depth, why: 'depth' });
  });

  it('reads a string of megabytes', () => {
    assert.equal(jsonFault(`"${'\\n'.repeat(4_000_000)}"`, depth), undefined);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // What this asks.
  }
}
