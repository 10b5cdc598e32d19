import assert from 'node:assert/strict';
import { linkLines, linkText } from '../../../../../webview/panels/timeline/linking/linkText';

const reach = { fromNs: 0, toNs: 1 };
const b = { name: 'b.dat', scale: 1, offsetNs: -140_200_000 };
const c = { name: 'c.dat', scale: 0.25, offsetNs: 1_500 };

describe('What is said of a link', () => {
  it('is with what, where, and how the other one’s time is the own one’s', () => {
    const link = { at: 'start of load', others: [b], reach };

    assert.equal(linkText(link, 'ns'), 'b.dat: start of load, offset −140.2 ms, ×1.000');
  });

  it('begins with the factor where it is stretched', () => {
    const link = { at: 'marker A to marker B', others: [c], reach };

    assert.equal(linkText(link, 'ns'), 'c.dat: marker A to marker B, ×0.250, offset +1.500 µs');
  });

  it('names all where there are several, and each with its shift in the tooltip', () => {
    const link = { at: 'first event', others: [b, c], reach };

    assert.equal(linkText(link, 'ns'), '2 timelines (b.dat, c.dat): first event');
    assert.deepEqual(linkLines(link, 'ns').split('\n').slice(1), [
      'b.dat: offset −140.2 ms, ×1.000',
      'c.dat: ×0.250, offset +1.500 µs',
    ]);
  });
});
