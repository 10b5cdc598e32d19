/** Bits `from` to `to` (both included, at most 32 of them) of a 64-bit register, as a number. */
export function bitsOf(value: bigint, from: number, to: number): number {
  return Number(BigInt.asUintN(to - from + 1, value >> BigInt(from)));
}

export function hasBit(value: bigint, bit: number): boolean {
  return ((value >> BigInt(bit)) & 1n) === 1n;
}
