import assert from 'node:assert/strict';
import { exitCount, listedExits } from '../../../src/queries/code/listedExits';
import type { Instruction } from '../../../src/symbols/disassembly/Instruction';
import type { ResolvedAddress } from '../../../src/symbols/GuestSymbols';

const START = -0x7eff_0000;

/** A push, a call and a return, as a function has them that reaches 16 bytes further than they. */
const instructions = [
  [0, 1],
  [1, 5],
  [6, 1],
].map(([offset, bytes]): Instruction => {
  const address = START + offset!;
  return { address, bytes: new Uint8Array(bytes!), text: '', target: undefined, mayExit: false };
});

const symbols = {
  find: (address: number): ResolvedAddress | undefined =>
    address < START || address >= START + 23 ? undefined : ({ address: START } as ResolvedAddress),
};

function exitsAt(...offsets: readonly number[]): { rip: number; count: number }[] {
  return offsets.map((offset) => ({ rip: START + offset, count: 2 }));
}

describe('listedExits', () => {
  it('gives an exit inside of an instruction to that one, and says so', () => {
    const { at, unlisted, notes } = listedExits(instructions, exitsAt(1, 3, 6), symbols);

    assert.deepEqual(
      [...at].map(([address, rows]) => [address - START, exitCount(rows)]),
      [
        [1, 4],
        [6, 2],
      ],
    );
    assert.deepEqual(unlisted, []);
    assert.deepEqual(notes, [
      '2 exits were between two instructions of this listing: the guest ran other code there, patched at run time or of another build. They are counted at the instruction around the address.',
    ]);
  });

  it('keeps those of the function that no listed instruction covers', () => {
    const { at, unlisted, notes } = listedExits(instructions, exitsAt(7, 22, 23), symbols);

    assert.equal(at.size, 0);
    assert.deepEqual(unlisted, exitsAt(7, 22));
    assert.deepEqual(notes, ['4 exits of this code were at instructions that are not listed.']);
  });

  it('says nothing where each exit is at an instruction', () => {
    const { at, notes } = listedExits(instructions, exitsAt(0, 1), symbols);

    assert.equal(at.size, 2);
    assert.deepEqual(notes, []);
  });
});
