import assert from 'node:assert/strict';
import { parseMoment } from '../../src/base/parseMoment';

const clock = { unit: 'ns', t0Ns: '2714585616801000', endNs: 60e9 } as const;

const cycles = { unit: 'cycles', t0Ns: '400', endNs: 300 } as const;

describe('A time that is typed', () => {
  it('is one since the first event where it has a unit', () => {
    assert.equal(parseMoment('1.5s', clock), 1.5e9);
    assert.equal(parseMoment(' 12 ms', clock), 12e6);
    assert.equal(parseMoment('300us', clock), 300e3);
    assert.equal(parseMoment('7 µs', clock), 7e3);
    assert.equal(parseMoment('42ns', clock), 42);
    assert.equal(parseMoment('2min', clock), 120e9);
  });

  it('is a stamp of the trace’s clock where it is one, to the last digit', () => {
    assert.equal(parseMoment('2714585.616801042', clock), 42);
    assert.equal(parseMoment('2714586.616801', clock), 1e9);
  });

  it('is seconds since the first event where it is below all stamps', () => {
    assert.equal(parseMoment('1.25', clock), 1.25e9);
    assert.equal(parseMoment('1.25', { ...clock, t0Ns: null }), 1.25e9);
  });

  it('is seconds since the first event where there is such a time, though stamps begin before it', () => {
    const afterBoot = { unit: 'ns', t0Ns: '28157432000', endNs: 40e9 } as const;
    assert.equal(parseMoment('30', afterBoot), 30e9);
    assert.equal(parseMoment('41', afterBoot), 41e9 - 28_157_432_000);
    assert.equal(parseMoment('30', { ...afterBoot, endNs: undefined }), 30e9 - 28_157_432_000);
  });

  it('is cycles on a clock of unknown frequency, which knows no seconds', () => {
    assert.equal(parseMoment('1000', cycles), 600);
    assert.equal(parseMoment('1s', cycles), undefined);
  });

  it('is none where it is something else', () => {
    for (const text of ['', 'soon', '1.2.3', '5 parsecs', '-4s', '0x10']) {
      assert.equal(parseMoment(text, clock), undefined, text);
    }
  });
});
