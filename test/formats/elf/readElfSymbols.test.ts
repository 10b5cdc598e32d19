import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hexOfSigned } from '../../../src/base/signedAddress';
import { readElfSymbols } from '../../../src/formats/elf/readElfSymbols';
import type { SymbolColumns } from '../../../src/formats/symbols/SymbolColumns';
import { symbolName, symbolsNamed } from '../../../src/formats/symbols/SymbolColumns';
import { scratchFolder } from '../../support/scratchFolder';
import { elfOfBytes, openElf, symbolFixture } from '../../support/symbols/openElf';
import { hasTool, toolText } from '../../support/symbols/toolText';

const guest = symbolFixture('lab-guest.elf');

function rowsOf(columns: SymbolColumns): string[] {
  return Array.from({ length: columns.count }, (_, index) =>
    [
      hexOfSigned(columns.address[index]!),
      String.fromCharCode(columns.letter[index]!),
      symbolName(columns, index),
      columns.bytes[index],
    ].join(' '),
  );
}

/** What `nm` and `readelf` know of the symbols that stand in memory. */
function rowsOfNm(file: string): string[] {
  const lines = toolText('nm', ['-S', file]).matchAll(
    /^([0-9a-f]+) (?:([0-9a-f]+) )?([tTdDrRbBwWvV]) (\S+)$/gm,
  );
  return [...lines].map(
    ([, address, size = '0', letter, name]) =>
      `${hexOfSigned(Number(`0x${address}`))} ${letter} ${name} ${parseInt(size, 16)}`,
  );
}

describe('readElfSymbols', () => {
  it('reads the symbols that stand in memory, by address, with their sizes', async () => {
    const columns = readElfSymbols(await openElf(guest))!;
    const rows = rowsOf(columns);
    assert.ok(rows.includes('0x100009 T idle_hlt 0'), rows.join('\n'));
    assert.deepEqual(
      [...columns.address].sort((a, b) => a - b),
      [...columns.address],
    );
  });

  it('finds symbols by name in one pass, whether they occur or not', async () => {
    const columns = readElfSymbols(await openElf(guest))!;
    const found = symbolsNamed(columns, ['guest_main', 'absent']);
    assert.deepEqual(found.get('absent'), []);
    const [index] = found.get('guest_main')!;
    assert.equal(symbolName(columns, index!), 'guest_main');
  });

  it('says which section a damaged table of symbols is in', async () => {
    const elf = await openElf(guest);
    const { index } = elf.sections.find(({ name }) => name === '.symtab')!;
    const bytes = new Uint8Array(readFileSync(guest));
    const view = new DataView(bytes.buffer);
    const headers = Number(view.getBigUint64(40, true));
    view.setUint32(headers + index * 64 + 40, 999, true);
    const damaged = await elfOfBytes(bytes);
    assert.throws(
      () => readElfSymbols(damaged),
      /section \.symtab at byte 0x.*says its names are in section 999/,
    );
  });

  if (!hasTool('gcc') || !hasTool('nm')) return;

  const folder = scratchFolder('elf-symbols');
  const source = path.join(folder, 'program.c');
  writeFileSync(
    source,
    `static int counter = 1; int table[4]; const int fixed = 3;
     __attribute__((weak)) int maybe(void) { return counter; }
     static __attribute__((noinline)) int inner(int a) { return a + table[0] + fixed; }
     int outer(int a) { return inner(a) * 2; }
     int main(void) { return outer(1) + maybe(); }`,
  );
  const build = (name: string, ...options: string[]): string => {
    const file = path.join(folder, name);
    toolText('gcc', ['-O1', '-no-pie', '-o', file, source, ...options]);
    return file;
  };

  it('reads what nm lists of a program', async () => {
    const file = build('program');
    const own = rowsOf(readElfSymbols(await openElf(file))!);
    const listed = rowsOfNm(file).filter((row) => !/ _?_?(GLOBAL|TMC|frame_dummy)/.test(row));
    const missing = listed.filter((row) => !own.includes(row));
    // What the linker defines at the end of a section has nm's letter of the section behind.
    assert.deepEqual(
      missing.filter((row) => !/ (_edata|__bss_start|_end|data_start|__data_start) /.test(row)),
      [],
    );
    assert.ok(own.some((row) => / W maybe /.test(row)) && own.some((row) => / t inner /.test(row)));
  });

  it('takes the dynamic symbols of a library that was stripped of the others', async () => {
    const library = build('library.so', '-shared', '-fPIC');
    toolText('strip', [library]);
    const rows = rowsOf(readElfSymbols(await openElf(library))!);
    assert.ok(rows.some((row) => / T outer /.test(row)));
    assert.ok(!rows.some((row) => / inner /.test(row)));
  });

  it('finds the sections of symbols whose numbers do not fit', async () => {
    const assembly = path.join(folder, 'many.s');
    const functions = Array.from(
      { length: 66_000 },
      (_, index) => `.section .s${index},"ax"\nf${index}: nop\n`,
    );
    writeFileSync(assembly, functions.join(''));
    const object = path.join(folder, 'many.o');
    toolText('gcc', ['-c', '-o', object, assembly]);
    const elf = await openElf(object);
    const columns = readElfSymbols(elf, ({ index }) => index * 16)!;
    const [last] = symbolsNamed(columns, ['f65999']).get('f65999')!;
    const section = elf.sections.find(({ name }) => name === '.s65999')!;
    assert.equal(columns.address[last!], section.index * 16);
  }).timeout(20_000);
});
