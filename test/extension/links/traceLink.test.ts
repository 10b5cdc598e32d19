import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linkQuery, readLinkQuery } from '../../../src/extension/links/traceLink';
import type { TraceLink } from '../../../src/extension/links/traceLink';

const link: TraceLink = {
  file: 'traces/idle.trace.dat',
  t0Ns: '101806974511000',
  place: { fromNs: 5, toNs: 9, lane: 'vm0/vcpu1/state', timeNs: 7 },
};

describe('a link to a recording', () => {
  it('can be read by people', () => {
    assert.equal(
      linkQuery(link),
      'file=traces/idle.trace.dat&from=5&to=9&lane=vm0/vcpu1/state&at=7&t0=101806974511000',
    );
    assert.equal(
      linkQuery({ file: 'a.dat', t0Ns: null, place: { ...link.place, lane: null, timeNs: null } }),
      'file=a.dat&from=5&to=9',
    );
  });

  it('leads back to what it was made of, however often it is decoded on its way', () => {
    const anyTime = fc.integer({ min: -1e6, max: 1e15 });
    const anyLink: fc.Arbitrary<TraceLink> = fc.record({
      file: fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('a&b=c%26+#d.dat', '/ö/µ %.dat')),
      t0Ns: fc.constantFrom(null, '5', '-7'),
      place: fc
        .record({
          fromNs: anyTime,
          lengthNs: fc.nat(),
          lane: fc.constantFrom(null, 'cpu3', 'vm0/page0x1000'),
          timeNs: fc.option(anyTime),
        })
        .map(({ lengthNs, ...place }) => ({ ...place, toNs: place.fromNs + lengthNs })),
    });
    fc.assert(
      fc.property(anyLink, ({ file, t0Ns, place }) => {
        const made = { file, t0Ns, place };
        const query = linkQuery(made);
        assert.deepEqual(readLinkQuery(query), made);
        assert.deepEqual(readLinkQuery(decodeURIComponent(query)), made);
        // As a browser hands it over.
        assert.deepEqual(readLinkQuery(new URLSearchParams(query).toString()), made);
        assert.deepEqual(readLinkQuery(decodeURIComponent(decodeURIComponent(query))), made);
      }),
    );
  });

  it('rounds times to whole ns', () => {
    const place = { fromNs: 5.4, toNs: 9.6, lane: 'cpu0', timeNs: 7.5 };

    assert.equal(linkQuery({ file: 'a', t0Ns: null, place }), 'file=a&from=5&to=10&lane=cpu0&at=8');
  });

  it('is refused, in words, when it leads nowhere', () => {
    const refused: readonly (readonly [string, RegExp])[] = [
      ['', /names no file/],
      ['file=&from=1&to=2', /names no file/],
      ['file=a&from=1', /no start or no end/],
      ['file=a&from=1&to=1e9', /no start or no end/],
      ['file=a&from=2&to=1', /ends before it begins/],
      ['file=a&from=1&to=2&at=x', /no time/],
      ['file=%zz&from=1&to=2', /damaged at “%zz”/],
    ];
    for (const [query, message] of refused) assert.throws(() => readLinkQuery(query), message);
  });

  it('may hold what another version added', () => {
    assert.deepEqual(readLinkQuery(`${linkQuery(link)}&zoom=3&windowId=1&x`), link);
  });
});
