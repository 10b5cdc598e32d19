import type { Disassembly, PlaceTally } from '../../protocol/code';

/**
 * Exits of a function of another run, by line of this run's listing: at the same distance from where
 * the function begins, wherever KASLR put it. undefined: its code is another, so that distances mean
 * nothing.
 */
export function exitsOfSame(
  shown: Disassembly,
  other: Disassembly,
): readonly (readonly PlaceTally[])[] | undefined {
  const [own, others] = [instructionsOf(shown), instructionsOf(other)];
  if (own.size !== others.size) return undefined;
  const byLine: (readonly PlaceTally[])[] = shown.lines.map(() => []);
  for (const [offset, { line, bytes }] of own) {
    const same = others.get(offset);
    if (same?.bytes !== bytes) return undefined;
    byLine[line] = other.lines[same.line]!.exits;
  }
  return byLine;
}

interface PlacedInstruction {
  readonly line: number;
  readonly bytes: string;
}

/** By distance from the function's start. */
function instructionsOf({
  start,
  text,
  lines,
}: Disassembly): ReadonlyMap<string, PlacedInstruction> {
  const from = BigInt(start);
  const texts = text.split('\n');
  const found = new Map<string, PlacedInstruction>();
  lines.forEach(({ rip }, line) => {
    if (rip === null) return;
    const bytes = /^[\da-f]{16} {2}((?:[\da-f]{2} )+)/.exec(texts[line] ?? '')?.[1] ?? '';
    found.set((BigInt(rip) - from).toString(), { line, bytes });
  });
  return found;
}
