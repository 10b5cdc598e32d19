import type { SeededRandom } from './SeededRandom';

type Mutation = (bytes: Uint8Array, random: SeededRandom, donor: Uint8Array) => Uint8Array;

/** Where tables, counts and offsets stand: damage there reaches more code than damage in events. */
const EDGE_BYTES = 2048;
const MOST_MUTATIONS = 4;
const EXTREMES = [0, 1, 2, 3, 7, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
const BIG_EXTREMES = [0n, 1n, 0xffff_ffffn, 0x1_0000_0000n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];

const mutations: Readonly<Record<string, Mutation>> = {
  bits: (bytes, random) => {
    const changed = bytes.slice();
    for (let left = 1 + random.below(16); left > 0; left--) {
      changed[place(bytes, random)]! ^= 1 << random.below(8);
    }
    return changed;
  },
  bytes: (bytes, random) => {
    const changed = bytes.slice();
    for (let left = 1 + random.below(8); left > 0; left--) {
      changed[place(bytes, random)] = random.pick([0, 0x7f, 0x80, 0xff, random.below(256)]);
    }
    return changed;
  },
  cut: (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  lengths: (bytes, random) => {
    const changed = bytes.slice();
    const view = new DataView(changed.buffer);
    for (let left = 1 + random.below(4); left > 0; left--) {
      const at = place(bytes, random);
      const littleEndian = random.below(4) > 0;
      const size = bytes.length;
      const value = random.pick([...EXTREMES, size, size - 1, size - at, random.below(size)]);
      if (at + 8 > size) continue;
      if (random.below(3) === 0) view.setBigUint64(at, random.pick(BIG_EXTREMES), littleEndian);
      else view.setUint32(at, value, littleEndian);
    }
    return changed;
  },
  zeros: (bytes, random) => {
    const from = place(bytes, random);
    return bytes.slice().fill(0, from, from + random.below(8192));
  },
  overwrite: (bytes, random, donor) => {
    const changed = bytes.slice();
    const part = piece(donor, random);
    const at = place(bytes, random);
    changed.set(part.subarray(0, changed.length - at), at);
    return changed;
  },
  insert: (bytes, random, donor) => {
    const at = place(bytes, random);
    return joined([bytes.subarray(0, at), piece(donor, random), bytes.subarray(at)]);
  },
  remove: (bytes, random) => {
    const at = place(bytes, random);
    return joined([bytes.subarray(0, at), bytes.subarray(at + random.below(4096))]);
  },
};

/** A damaged copy, and in words what was done to it. Pieces come from the donor. */
export function mutated(
  original: Uint8Array,
  donor: Uint8Array,
  random: SeededRandom,
): { readonly bytes: Uint8Array; readonly how: string } {
  const names = Object.keys(mutations);
  const how: string[] = [];
  let bytes = original;
  for (let left = 1 + random.below(MOST_MUTATIONS); left > 0 && bytes.length > 0; left--) {
    const name = random.pick(names);
    bytes = mutations[name]!(bytes, random, donor);
    how.push(name);
  }
  return { bytes, how: how.join(', ') };
}

function place(bytes: Uint8Array, random: SeededRandom): number {
  const { length } = bytes;
  switch (random.below(4)) {
    case 0:
      return random.below(Math.min(EDGE_BYTES, length));
    case 1:
      return Math.max(0, length - 1 - random.below(EDGE_BYTES));
    default:
      return random.below(length);
  }
}

function piece(donor: Uint8Array, random: SeededRandom): Uint8Array {
  const at = place(donor, random);
  return donor.subarray(at, at + 1 + random.below(4096));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
