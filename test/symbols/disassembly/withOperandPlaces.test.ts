import assert from 'node:assert/strict';
import type { Instruction, InstructionTarget } from '../../../src/symbols/disassembly/Instruction';
import { withOperandPlaces } from '../../../src/symbols/disassembly/withOperandPlaces';
import type { MovedKernel } from '../../../src/symbols/movedKernel';

const LINK = -0x7f00_0000;
const SLIDE = 0x300_0000;
const moved: MovedKernel = { start: LINK, end: LINK + 0x100_0000, bias: SLIDE };

function instruction(leads: Partial<Pick<Instruction, 'target' | 'absolute'>>): Instruction {
  const bytes = new Uint8Array(7);
  return { address: LINK + SLIDE, bytes, text: '', target: undefined, mayExit: false, ...leads };
}

function placed(
  leads: Partial<Pick<Instruction, 'target' | 'absolute'>>,
  of: MovedKernel | undefined = moved,
): { readonly target: InstructionTarget | undefined; readonly areMoved: boolean } {
  const known = (address: number): boolean => address === LINK + 0x10;
  const { instructions, areMoved } = withOperandPlaces([instruction(leads)], of, known);
  return { target: instructions[0]!.target, areMoved };
}

describe('withOperandPlaces', () => {
  it('adds the slide to what is an address in the kernel as it was linked', () => {
    assert.deepEqual(placed({ absolute: { kind: 'address', address: LINK + 0x10 } }), {
      target: { kind: 'address', address: LINK + SLIDE + 0x10 },
      areMoved: true,
    });
  });

  it('leaves numbers out of the kernel alone, and names none that is no symbol’s', () => {
    for (const address of [-4096, moved.end]) {
      assert.deepEqual(placed({ absolute: { kind: 'address', address } }), {
        target: undefined,
        areMoved: false,
      });
    }
  });

  it('takes addresses as they are in code that was not moved', () => {
    const absolute = { kind: 'memory', address: LINK + 0x10 } as const;

    const { instructions, areMoved } = withOperandPlaces(
      [instruction({ absolute })],
      undefined,
      () => true,
    );

    assert.deepEqual([instructions[0]?.target, areMoved], [absolute, false]);
  });

  it('leaves per-CPU variables where they are, as counted from the start of their area', () => {
    assert.deepEqual(placed({ target: { kind: 'per-cpu', address: 0x31400 + SLIDE } }), {
      target: { kind: 'per-cpu', address: 0x31400 },
      areMoved: true,
    });
  });

  it('takes those of a kernel that links them into itself for memory of it', () => {
    const address = LINK + SLIDE + 0x40;
    assert.deepEqual(placed({ target: { kind: 'per-cpu', address } }), {
      target: { kind: 'memory', address },
      areMoved: false,
    });
  });
});
