import assert from 'node:assert/strict';
import { instantText, rulerScale } from '../../../webview/timeline/rulerTicks';
import { viewportOf } from '../../../webview/timeline/viewport';

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
