import assert from 'node:assert/strict';
import { parseMoment } from '../../../webview/timeline/parseMoment';
import { instantText, rulerScale } from '../../../webview/timeline/rulerTicks';
import { viewportOf } from '../../../webview/timeline/viewport';

const clock = { unit: 'ns', t0Ns: '2714585616801000' } as const;

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
    assert.equal(parseMoment('1.25', { unit: 'ns', t0Ns: null }), 1.25e9);
  });

  it('is cycles on a clock of unknown frequency, which knows no seconds', () => {
    assert.equal(parseMoment('1000', { unit: 'cycles', t0Ns: '400' }), 600);
    assert.equal(parseMoment('1s', { unit: 'cycles', t0Ns: '400' }), undefined);
  });

  it('is none where it is something else', () => {
    for (const text of ['', 'soon', '1.2.3', '5 parsecs', '-4s', '0x10']) {
      assert.equal(parseMoment(text, clock), undefined, text);
    }
  });
});

describe('The ruler', () => {
  it('labels round times', () => {
    const { ticks, base } = rulerScale(viewportOf({ fromNs: 0, toNs: 10e9 }, 1000), 5, 'ns');

    assert.deepEqual(
      ticks.map(({ label }) => label),
      ['0', '2 s', '4 s', '6 s', '8 s', '10 s'],
    );
    assert.equal(base, undefined);
  });

  it('counts from a time that it tells where labels would have too many digits', () => {
    const view = viewportOf({ fromNs: 115.4e9, toNs: 115.4e9 + 1000 }, 1000);

    const { ticks, base } = rulerScale(view, 5, 'ns');

    assert.equal(base, instantText(ticks[0]!.timeNs, 'ns'));
    assert.deepEqual(
      ticks.slice(0, 3).map(({ label }) => label),
      ['+0 µs', '+0.2 µs', '+0.4 µs'],
    );
  });

  it('labels no two ticks alike, at any zoom', () => {
    for (let spanNs = 100; spanNs < 1e11; spanNs *= 3.7) {
      const { ticks } = rulerScale(
        viewportOf({ fromNs: 77e9, toNs: 77e9 + spanNs }, 1200),
        8,
        'ns',
      );
      assert.equal(new Set(ticks.map(({ label }) => label)).size, ticks.length, `${spanNs} ns`);
    }
  });
});
