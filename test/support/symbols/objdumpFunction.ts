import assert from 'node:assert/strict';

/** One instruction as `objdump -dw` prints it. */
export interface PrintedInstruction {
  /** 16 digits. */
  readonly address: string;
  /** `0f 30`. */
  readonly bytes: string;
  readonly mnemonic: string;
}

/** The instructions of one symbol in what `objdump -dw` printed. */
export function objdumpFunction(listing: string, name: string): readonly PrintedInstruction[] {
  const from = listing.indexOf(`<${name}>:\n`);
  assert.ok(from >= 0, `objdump lists ${name}`);
  const end = listing.indexOf('\n\n', from);
  const block = listing.slice(from, end < 0 ? undefined : end);
  return [...block.matchAll(/^ *([\da-f]+):\t((?:[\da-f]{2} )+)\s*(\S+)/gm)].map(
    ([, address = '', bytes = '', mnemonic = '']) => ({
      address: address.padStart(16, '0'),
      bytes: bytes.trim(),
      mnemonic,
    }),
  );
}
