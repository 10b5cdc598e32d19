import assert from 'node:assert/strict';
import { functionCode } from '../../../src/queries/code/functionCode';
import { GuestSymbols } from '../../../src/symbols/GuestSymbols';
import type { OpenPlace } from '../../../src/symbols/ImageCode';
import type { SymbolImage } from '../../../src/symbols/SymbolImage';

const START = 0x1000;
const FUNCTION_BYTES = 0x20;
const CODE_BYTES = 0x40;
const WAITS =
  "1 place of this code waits for an address that no file tells, and shows 0: the guest's kallsyms tells those of functions.";

/** A function, and as much code behind it that no symbol covers; moved by `bias`. */
function made(open: readonly OpenPlace[], bias = 0): GuestSymbols {
  const has = (address: number): boolean => address >= START && address < START + CODE_BYTES;
  const image: SymbolImage = {
    path: 'made.ko',
    kind: 'elf',
    buildId: undefined,
    placedBy: 'kallsyms',
    bias,
    slide: bias,
    confidence: undefined,
    candidates: [],
    votes: 0,
    fitting: 0,
    places: 0,
    atStart: 0,
    problems: [],
    table: {
      find: (address) =>
        address < START || address >= START + FUNCTION_BYTES
          ? undefined
          : {
              name: 'made',
              address: START,
              offset: address - START,
              module: undefined,
              bytes: FUNCTION_BYTES,
              next: undefined,
            },
      addressOf: () => undefined,
    },
    elf: undefined,
    code: {
      has,
      read: (address, target) =>
        has(address) ? Math.min(target.length, START + CODE_BYTES - address) : 0,
      openBetween: (from, to) => open.filter(({ address }) => address >= from && address < to),
    },
    module: undefined,
  };
  return new GuestSymbols([image], () => undefined);
}

describe('functionCode', () => {
  it('tells what of the function alone waits for an address, where the guest has it', () => {
    const symbols = made(
      [
        { address: START + 4, symbol: 'mutex_lock' },
        { address: START + FUNCTION_BYTES, symbol: 'behind' },
      ],
      0x100,
    );
    const code = functionCode(symbols, START + 0x100 + 7);
    assert.deepEqual(code?.open, [{ address: START + 0x100 + 4, symbol: 'mutex_lock' }]);
    assert.deepEqual(code.notes, [WAITS]);
  });

  it('tells it of code that no symbol covers, too', () => {
    const rip = START + FUNCTION_BYTES;
    const code = functionCode(made([{ address: rip + 1, symbol: '.data' }]), rip);
    assert.deepEqual(code?.notes, [
      'No symbol covers this code: where its function begins is not known.',
      WAITS,
    ]);
  });

  it('is undefined where no image has the code', () => {
    assert.equal(functionCode(made([]), START + CODE_BYTES), undefined);
  });
});
