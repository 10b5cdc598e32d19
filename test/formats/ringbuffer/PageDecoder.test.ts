import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PageDecoder, PageEvents } from '../../../src/formats/ringbuffer/PageDecoder';
import { wordsOf } from '../../../src/formats/words';
import { subBuffer } from '../../support/subBuffer';
import type { RingEntry, SubBufferOptions } from '../../support/subBuffer';

const BASE = 5_000_000_000n;

interface Decoded {
  readonly times: readonly number[];
  /** Length and first byte of each payload. */
  readonly payloads: readonly (readonly [bytes: number, first: number])[];
  readonly lost: number | null | undefined;
  readonly damage: string | undefined;
  readonly empty: boolean;
}

/** Decodes a sub-buffer; times count from `origin`. */
function decode(bytes: Uint8Array, layout: Partial<SubBufferOptions> = {}, origin = BASE): Decoded {
  const { littleEndian = true, commitBytes = 8, pageBytes = 4096 } = layout;
  const header = { timestampOffset: 0, commitOffset: 8, commitBytes, dataOffset: 8 + commitBytes };
  const decoder = new PageDecoder(header, littleEndian);
  const words = wordsOf(bytes.slice(), littleEndian);
  const out = new PageEvents(pageBytes);
  const words64 = { high: Number(origin >> 32n), low: Number(origin & 0xffff_ffffn) };
  decoder.decode(words, 0, pageBytes / 4, words64, out);
  const indices = Array.from({ length: out.count }, (_, index) => index);
  return {
    times: indices.map((index) => out.time[index]!),
    payloads: indices.map((index) => [out.payloadBytes[index]!, bytes[out.payloadAt[index]! * 4]!]),
    lost: out.lostBefore,
    damage: out.damage,
    empty: out.empty,
  };
}

const payload = (bytes: number, first: number): Uint8Array =>
  new Uint8Array(bytes).fill(first, 0, 1);
const event = (delta: number, first = 1, bytes = 8): RingEntry => ({
  delta,
  payload: payload(bytes, first),
});

describe('PageDecoder', () => {
  for (const littleEndian of [true, false]) {
    for (const commitBytes of [4, 8] as const) {
      const layout = { littleEndian, commitBytes };
      const name = `${littleEndian ? 'little' : 'big'} endian, ${commitBytes * 8}-bit commit`;

      it(`adds up the distances between events: ${name}`, () => {
        const page = subBuffer({ ...layout, base: BASE }, [event(0, 7), event(10, 8), event(0, 9)]);
        const { times, payloads, damage } = decode(page, layout);
        assert.deepEqual(times, [0, 10, 10]);
        assert.deepEqual(payloads, [
          [8, 7],
          [8, 8],
          [8, 9],
        ]);
        assert.equal(damage, undefined);
      });

      it(`counts lost events where the kernel stored their number: ${name}`, () => {
        const page = subBuffer({ ...layout, base: BASE, lost: 68_586 }, [event(0)]);
        assert.equal(decode(page, layout).lost, 68_586);
      });

      it(`knows of a loss without a number: ${name}`, () => {
        const page = subBuffer({ ...layout, base: BASE, lost: null }, [event(0)]);
        assert.equal(decode(page, layout).lost, null);
      });
    }
  }

  it('reads a commit word that the kernel sign-extended', () => {
    const page = subBuffer({ base: BASE, lost: 3, signExtended: true }, [event(0), event(5)]);
    const { times, lost } = decode(page);
    assert.deepEqual(times, [0, 5]);
    assert.equal(lost, 3);
  });

  it('does not know the number of lost events when the page has no room for it', () => {
    const entries = Array.from({ length: 340 }, () => event(1));
    const full = subBuffer({ base: BASE, lost: null }, entries);
    new DataView(full.buffer).setUint32(8, 0xc000_0000 + 4080, true);
    assert.equal(decode(full).lost, null);
  });

  it('reads payloads above 112 bytes, whose length stands apart', () => {
    const page = subBuffer({ base: BASE }, [event(3, 5, 400), event(4, 6), event(1, 7, 113)]);
    const { times, payloads } = decode(page);
    assert.deepEqual(times, [3, 7, 8]);
    assert.deepEqual(payloads, [
      [400, 5],
      [8, 6],
      [113, 7],
    ]);
  });

  it('reads small payloads written like large ones, as strictly aligned machines do', () => {
    const entries = [{ delta: 2, payload: payload(12, 5), big: true }, event(1, 6)];
    const { times, payloads } = decode(subBuffer({ base: BASE }, entries));
    assert.deepEqual(times, [2, 3]);
    assert.deepEqual(payloads, [
      [12, 5],
      [8, 6],
    ]);
  });

  it('passes over discarded events, whose time counts', () => {
    const entries = [event(1), { padding: 20, delta: 30 }, event(2)];
    assert.deepEqual(decode(subBuffer({ base: BASE }, entries)).times, [1, 33]);
  });

  it('ends at the padding that fills a page up', () => {
    const entries = [event(1), { end: true } as const, event(2)];
    const { times, damage } = decode(subBuffer({ base: BASE }, entries));
    assert.deepEqual(times, [1]);
    assert.equal(damage, undefined);
  });

  it('adds a time extension of more than 32 bits', () => {
    const gap = 2 ** 40 + 12_345;
    const page = subBuffer({ base: BASE }, [event(1), { extend: gap }, event(2)]);
    assert.deepEqual(decode(page).times, [1, gap + 3]);
  });

  it('takes an absolute stamp as it is', () => {
    const page = subBuffer({ base: BASE }, [event(1), { stamp: BASE + 700n }, event(2)]);
    assert.deepEqual(decode(page).times, [1, 702]);
  });

  it('takes the top five bits of an absolute stamp, which it lacks, from the clock', () => {
    const base = (0b10110n << 59n) + 123_456_789_012n;
    const entries = [event(1), { stamp: base + 900n }, event(2)];
    assert.deepEqual(decode(subBuffer({ base }, entries), {}, base).times, [1, 902]);
  });

  it('measures from an origin before or after the page', () => {
    const page = subBuffer({ base: BASE }, [event(0), { stamp: BASE + 50n }, event(0)]);
    assert.deepEqual(decode(page, {}, BASE - 2n ** 32n).times, [2 ** 32, 2 ** 32 + 50]);
    assert.deepEqual(decode(page, {}, BASE + 100n).times, [-100, -50]);
  });

  it('keeps single nanoseconds of stamps that no double holds', () => {
    const base = 2n ** 63n + 1n;
    assert.deepEqual(decode(subBuffer({ base }, [event(1)]), {}, base - 1n).times, [2]);
  });

  it('finds nothing on a page that was never written', () => {
    const { times, empty, damage } = decode(new Uint8Array(4096));
    assert.deepEqual(times, []);
    assert.ok(empty);
    assert.equal(damage, undefined);
  });

  it('tells a page without events from one that was never written', () => {
    assert.equal(decode(subBuffer({ base: BASE }, [])).empty, false);
  });

  it('leaves out a page that says it holds more than fits', () => {
    const { times, damage } = decode(subBuffer({ base: BASE, commit: 4081 }, [event(1)]));
    assert.deepEqual(times, []);
    assert.equal(damage, 'commit-past-page');
  });

  it('keeps the events before one that runs past the end', () => {
    for (const last of [event(2, 1, 100), event(2, 1, 400), { extend: 2 ** 30 }]) {
      const page = subBuffer({ base: BASE, commit: 12 + 4 }, [event(1), last]);
      const { times, damage } = decode(page);
      assert.deepEqual(times, [1]);
      assert.equal(damage, 'event-past-commit');
    }
  });

  it('stops at a length that leads nowhere', () => {
    for (const length of [0, 3, 4000, 0xffff_fffd, 0xffff_ffff]) {
      const page = subBuffer({ base: BASE, commit: 100 }, [event(1), event(2, 1, 200)]);
      new DataView(page.buffer).setUint32(16 + 12 + 4, length, true);
      const { times, damage } = decode(page);
      assert.deepEqual(times, [1]);
      assert.equal(damage, 'event-past-commit');
    }
  });

  it('holds as many events as a page of smallest ones has', () => {
    const entries = Array.from({ length: 510 }, () => event(1, 1, 4));
    assert.equal(decode(subBuffer({ base: BASE }, entries)).times.length, 510);
  });

  it('never reads outside of a page of noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), (noise) => {
        // A plausible commit lets more of the noise be walked.
        noise.set([noise[8]! & 0xf0, 0, 0, 0x80], 8);
        const { times, payloads } = decode(noise, { pageBytes: 256 }, 0n);
        assert.ok(times.every(Number.isInteger));
        assert.ok(payloads.every(([bytes]) => bytes <= 240));
      }),
      { numRuns: 300 },
    );
  });
});
