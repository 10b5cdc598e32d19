import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { atOnce } from '../../../src/base/steps';
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
    const columns = atOnce(readElfSymbols(await openElf(guest)))!;
    const rows = rowsOf(columns);
    assert.ok(rows.includes('0x100009 T idle_hlt 0'), rows.join('\n'));
    assert.deepEqual(
      [...columns.address].sort((a, b) => a - b),
      [...columns.address],
    );
  });

  it('finds symbols by name in one pass, whether they occur or not', async () => {
    const columns = atOnce(readElfSymbols(await openElf(guest)))!;
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
      () => atOnce(readElfSymbols(damaged)),
      /section \.symtab at byte 0x.*says its names are in section 999/,
    );
  });

  it('does not go through names that never end for each symbol again', async () => {
    const [count, nameBytes] = [200_000, 32 << 20];
    const columns = atOnce(readElfSymbols(await elfOfBytes(endlessNames(count, nameBytes))))!;
    assert.equal(columns.count, count);
    assert.equal(symbolName(columns, 7).length, 4096);
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
    const own = rowsOf(atOnce(readElfSymbols(await openElf(file)))!);
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
    const rows = rowsOf(atOnce(readElfSymbols(await openElf(library)))!);
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
    const columns = atOnce(readElfSymbols(elf, ({ index }) => index * 16))!;
    const [last] = symbolsNamed(columns, ['f65999']).get('f65999')!;
    const section = elf.sections.find(({ name }) => name === '.s65999')!;
    assert.equal(columns.address[last!], section.index * 16);
  }).timeout(20_000);
});

/** A program of one section of code, whose symbols share a name without an end. */
function endlessNames(count: number, nameBytes: number): Uint8Array {
  const sections = 4;
  const symbolsAt = 64 + sections * 64;
  const namesAt = symbolsAt + count * 24;
  const bytes = new Uint8Array(namesAt + nameBytes).fill(0x61, namesAt);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 2, true);
  view.setUint16(18, 62, true);
  view.setBigUint64(40, 64n, true);
  view.setUint16(58, 64, true);
  view.setUint16(60, sections, true);
  const section = (index: number, values: readonly (readonly [number, number])[]): void => {
    for (const [at, value] of values) view.setUint32(64 + index * 64 + at, value, true);
  };
  const code = [4, 1] as const;
  section(1, [code, [8, 6], [32, 16]]);
  section(2, [
    [4, 2],
    [24, symbolsAt],
    [32, count * 24],
    [40, 3],
    [56, 24],
  ]);
  section(3, [
    [4, 3],
    [24, namesAt],
    [32, nameBytes],
  ]);
  for (let index = 0; index < count; index++) {
    bytes[symbolsAt + index * 24 + 4] = 0x12;
    view.setUint16(symbolsAt + index * 24 + 6, 1, true);
  }
  return bytes;
}
