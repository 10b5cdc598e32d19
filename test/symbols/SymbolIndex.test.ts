import assert from 'node:assert/strict';
import type { SymbolFile } from '../../src/symbols/SymbolFile';
import { symbolsOfText } from '../support/symbols/symbolFiles';

const MAP = `
0000000000000000 D fixed_percpu_data
ffffffff81000000 T _stext
ffffffff81000000 T _text
ffffffff81000000 T startup_64
ffffffff81000100 W __weak_one
ffffffff81000100 t ___three
ffffffff81000100 T __two
ffffffff81000200 T __start_notes
ffffffff81000200 D ___notes
ffffffff81000300 A init_per_cpu__gdt_page
ffffffff81001000 T _end
`;

function placeOf(file: SymbolFile, address: bigint): string | undefined {
  assert.ok(file.is === 'text');
  const place = file.table.find(Number(BigInt.asIntN(64, address)));
  if (place === undefined) return undefined;
  const module = place.module === undefined ? '' : ` [${place.module}]`;
  return `${place.name}+${place.offset}${module}`;
}

describe('the symbols of a System.map', () => {
  it('are named among aliases as the kernel would', async () => {
    const map = await symbolsOfText(MAP);
    assert.equal(placeOf(map, 0xffffffff81000000n), 'startup_64+0');
    assert.equal(placeOf(map, 0xffffffff81000105n), '__two+5');
    assert.equal(placeOf(map, 0xffffffff81000200n), '___notes+0');
  });

  it('reach to the next one, past numbers that are no places', async () => {
    const map = await symbolsOfText(MAP);
    assert.equal(placeOf(map, 0xffffffff81000310n), '___notes+272');
  });

  it('are none below the kernel, far behind it, or where per-CPU variables count from', async () => {
    const map = await symbolsOfText(MAP);
    const addresses = [
      0x10n,
      0x40_0000n,
      0xffffffff80ffffffn,
      0xffffffff81010000n,
      0xffffffffffffff00n,
    ];
    assert.deepEqual(
      addresses.map((address) => placeOf(map, address)),
      new Array(5).fill(undefined),
    );
  });
});

describe('the symbols of a kallsyms', () => {
  const TABLE = `
ffffffff84000000 T _stext
ffffffff84000000 T _text
ffffffff84001000 T _end
ffffffffc0342010 t p9_second\t[9p]
ffffffffc0342000 t p9_first\t[9p]
ffffffffc0356000 t first_of_next\t[netfs]
`;

  it('are named in its own order, which is the kernel’s', async () => {
    assert.equal(placeOf(await symbolsOfText(TABLE), 0xffffffff84000004n), '_stext+4');
  });

  it('tell the module, and do not reach from one into the next', async () => {
    const table = await symbolsOfText(TABLE);
    assert.equal(placeOf(table, 0xffffffffc0342008n), 'p9_first+8 [9p]');
    assert.equal(placeOf(table, 0xffffffffc0342013n), 'p9_second+3 [9p]');
    assert.equal(placeOf(table, 0xffffffffc0355000n), undefined);
  });
});
