import fc from 'fast-check';

/** Any number of 64 bits. */
export const anyU64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
