import assert from 'node:assert/strict';
import { trendPath, trendText } from '../../../../webview/panels/code/trend';

describe('trendPath', () => {
  it('draws the largest bin over the whole height, a small one visibly and an empty one not', () => {
    assert.equal(
      trendPath(Uint32Array.of(1000, 0, 1, 500)),
      'M0 16v-16.0h1V16zM2 16v-1.0h1V16zM3 16v-8.0h1V16z',
    );
    assert.equal(trendPath(Uint32Array.of(0, 0)), '');
  });
});

describe('trendText', () => {
  const bins = { fromNs: 1e9, binNs: 1e8 };

  it('says when most of it happened', () => {
    assert.equal(
      trendText(Uint32Array.of(3, 0, 1200, 1), bins, 'exit', 'ns'),
      'In 3 of 4 slices of the time; most, 1,200 of 1,204 exits, in 1.200 s – 1.300 s',
    );
  });

  it('says that nothing did', () => {
    assert.equal(trendText(new Uint32Array(4), bins, 'exit', 'ns'), 'No exit over time');
  });
});
