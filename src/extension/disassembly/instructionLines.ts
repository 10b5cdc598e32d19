/** An x86 instruction has at most so many bytes. */
const LONGEST_INSTRUCTION = 15n;

/** The line whose instruction an address is in; undefined: it is in none of them. */
export function instructionLine(text: string, rip: string): number | undefined {
  const wanted = BigInt(rip);
  let line = 0;
  let found: { readonly line: number; readonly address: bigint } | undefined;
  for (const written of text.split('\n')) {
    const address = addressOf(written);
    if (address !== undefined && address <= wanted) found = { line, address };
    line++;
  }
  return found !== undefined && wanted - found.address < LONGEST_INSTRUCTION
    ? found.line
    : undefined;
}

function addressOf(line: string): bigint | undefined {
  const written = /^[\da-f]{16}(?= )/.exec(line)?.[0];
  return written === undefined ? undefined : BigInt(`0x${written}`);
}
