import { hexOfWords } from './hex';
import { TWO_32 } from './twoTo32';

/**
 * A 64-bit address as the signed number it is in two's complement. Exact for what x86-64 calls
 * canonical with four levels of page tables, and for the 2 GiB at the top where kernels and their
 * modules stand (Documentation/arch/x86/x86_64/mm.rst); a bigint would cost an object each.
 */
export function signedAddress(high: number, low: number): number {
  return (high | 0) * TWO_32 + (low >>> 0);
}

/** Undefined where a double cannot hold the address exactly. */
export function signedOfBig(address: bigint): number | undefined {
  const signed = Number(BigInt.asIntN(64, address));
  return Number.isSafeInteger(signed) ? signed : undefined;
}

/** Spelled as the unsigned number, `0xffffffff81000000`. */
export function hexOfSigned(address: number): string {
  const high = Math.floor(address / TWO_32);
  return hexOfWords(high >>> 0, address - high * TWO_32);
}
