import assert from 'node:assert/strict';
import { linkLines, linkText } from '../../../../../webview/panels/timeline/linking/linkText';

const reach = { fromNs: 0, toNs: 1 };
const b = { name: 'b.dat', scale: 1, offsetNs: -140_200_000, without: [] };
const c = { name: 'c.dat', scale: 0.25, offsetNs: 1_500, without: [] };

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

  it('tells of which vCPUs the other one has no partner', () => {
    const vcpus = (count: number): { vm: number; vcpu: number }[] =>
      Array.from({ length: count }, (_, vcpu) => ({ vm: 0, vcpu }));
    const others = [
      { ...b, without: vcpus(1) },
      { ...c, without: vcpus(10) },
    ];

    const lines = linkLines({ at: 'first event', others, reach }, 'ns').split('\n');

    assert.equal(
      lines[2],
      'b.dat has no partner for vCPU 0.0: it stays where it is when its lanes are scrolled to.',
    );
    assert.match(
      lines[4]!,
      /^c\.dat has no partner for vCPUs 0\.0, .* 0\.7, 2 more: .* when their/,
    );
  });
});
