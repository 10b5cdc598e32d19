import assert from 'node:assert/strict';
import { exitsOfSame } from '../../../src/extension/disassembly/exitsOfSame';
import { cannedListing } from './cannedListing';

const { disassembly } = cannedListing();

/** The same function where another slide of KASLR put it. */
function moved(code = disassembly.text): typeof disassembly {
  const slid = (text: string): string => text.replaceAll(/ffffffff81/g, 'ffffffff9a');
  return {
    ...disassembly,
    start: slid(disassembly.start),
    text: slid(code),
    lines: disassembly.lines.map((line) => ({ ...line, rip: line.rip && slid(line.rip) })),
  };
}

describe('The exits of the same function in another run', () => {
  it('stand at the same instructions, wherever KASLR put them', () => {
    const exits = exitsOfSame(disassembly, moved());

    assert.deepEqual(
      exits,
      disassembly.lines.map((line) => line.exits),
    );
  });

  it('are not told where an instruction is another', () => {
    assert.equal(
      exitsOfSame(disassembly, moved(disassembly.text.replace('  f4 ', '  90 '))),
      undefined,
    );
  });

  it('are not told where the function is longer', () => {
    const longer = moved();
    const [last] = longer.lines.slice(-1);
    const lines = [...longer.lines, { ...last!, rip: '0xffffffff9a000009' }];

    assert.equal(exitsOfSame(disassembly, { ...longer, lines }), undefined);
  });
});
