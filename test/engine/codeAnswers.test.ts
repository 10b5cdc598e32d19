import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FileSource } from '../../src/engine/node/FileSource';
import { KeptSymbolFiles } from '../../src/engine/node/KeptSymbolFiles';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import type { SessionHandlers } from '../../src/engine/SessionApi';
import type { TraceSession } from '../../src/engine/TraceSession';
import type { HotQuery, HotTable } from '../../src/protocol/code';
import { madeSession } from '../support/madeSession';
import { scratchFolder } from '../support/scratchFolder';
import { symbolFixture } from '../support/symbols/openElf';

const SAMPLE = path.join(__dirname, '../../sample');
const GUEST = path.join(SAMPLE, 'guest.elf');
const EXITS: HotQuery = { of: 'exits', by: 'instruction', order: 'total', bins: 20 };
const HELPER = { vm: 0, rip: 'rip_hlt_helper' };

/** SVM, recorded without an ELF at hand; KVM emulated its accesses to the APIC. */
const EMULATED = path.join(__dirname, '../fixtures/traces/svm-hlt-ipi.zlib.trace.dat');

async function openedSample(
  file = path.join(SAMPLE, 'mixed.trace.dat'),
  breathed = (): unknown => undefined,
): Promise<{ readonly session: TraceSession }> {
  const breathe = (): Promise<void> => {
    breathed();
    return Promise.resolve();
  };
  const session = madeSession(new FileSource(file), await nodeDecompressor(), {
    breathe,
    symbolFiles: new KeptSymbolFiles(breathe),
  });
  return { session };
}

/** The sample with a copy of its guest's ELF, of which no line and no code was asked for yet. */
async function openedWithCopy(): Promise<{
  readonly asked: SessionHandlers;
  readonly folder: string;
  readonly file: string;
  readonly copy: Uint8Array;
}> {
  const folder = scratchFolder('symbols');
  const file = path.join(folder, 'copy.elf');
  copyFileSync(GUEST, file);
  const { session } = await openedSample();
  await session.load();
  await session.handlers.useSymbols({ files: [{ path: file, vm: null }], slides: [] });
  return { asked: session.handlers, folder, file, copy: readFileSync(file) };
}

describe('What a session tells of guest code', () => {
  let handlers: SessionHandlers;
  const table = async (query: Partial<HotQuery>): Promise<HotTable> =>
    (await handlers.hotCode({ ...EXITS, ...query }))!;

  before(async () => {
    const { session } = await openedSample();
    handlers = session.handlers;
    assert.equal(await handlers.hotCode(EXITS), null);
    await session.load();
    const files = [{ path: GUEST, vm: null }];
    await handlers.useSymbols({ files, slides: [] });
  });

  it('lists the hottest instructions as the CLI does, with their lines', async () => {
    const { rows, rowCount, count } = await table({});
    const [first] = rows;
    assert.deepEqual(
      [first?.symbol, first?.reason, first?.count, first?.totalNs, first?.vcpus],
      ['rip_hlt_helper', 'HLT', 188, 226216990, [1, 2]],
    );
    assert.deepEqual(first?.frames[0], {
      function: 'rip_hlt_helper',
      file: '/src/idlelab/guest/guest.S',
      line: 19,
      column: null,
    });
    assert.equal(rows.length, rowCount);
    assert.equal(sum(rows.map((row) => row.count)), count);
  });

  it('spreads the exits of a row over the time that is loaded', async () => {
    const { rows, bins } = await table({});
    for (const { overTime, count } of rows) {
      assert.equal(overTime.length, bins);
      assert.equal(sum([...overTime]), count);
    }
  });

  it('adds up by function, and shows what a function is made of', async () => {
    const { rows } = await table({ by: 'symbol' });
    const wait = rows.find(({ symbol }) => symbol === 'helper_wait')!;
    const { key } = wait;
    const within = await table({ within: { by: 'symbol', key } });
    assert.ok(within.rowCount > 1);
    assert.deepEqual([within.count, within.totalNs], [wait.count, wait.totalNs]);
    assert.ok(within.rows.every(({ symbol }) => symbol === 'helper_wait'));
  });

  it('leaves other vCPUs out where one is asked for', async () => {
    const { rows } = await table({ vm: 0, vcpu: 2 });
    assert.ok(rows.length > 0);
    assert.ok(rows.every(({ vcpus }) => vcpus.join() === '2'));
    const all = [0, 1, 2].map((vcpu) => table({ vm: 0, vcpu }));
    const counts = (await Promise.all(all)).map(({ count }) => count);
    assert.equal(sum(counts), (await table({})).count);
  });

  it('finds rows by function, reason, file and address', async () => {
    for (const search of ['HLT_HELPER', 'ept_viol', 'guest.S']) {
      const { rows, rowCount } = await table({ search });
      assert.ok(rows.length > 0 && rows.length === rowCount);
      assert.ok(
        rows.every(({ symbol, reason, frames }) =>
          [symbol, reason, frames[0]?.file].some((text) =>
            text?.toLowerCase().includes(search.toLowerCase()),
          ),
        ),
      );
    }
    assert.equal((await table({ search: 'no such code' })).rowCount, 0);
  });

  it('finds what is in the instructions of a function, and adds up these alone', async () => {
    for (const search of ['ept_viol', 'guest.S']) {
      const instructions = await table({ search });
      const functions = await table({ search, by: 'symbol' });
      assert.ok(functions.rowCount > 0 && functions.rowCount < instructions.rowCount);
      assert.equal(functions.count, instructions.count);
      assert.equal(functions.totalNs, instructions.totalNs);
    }
  });

  it('orders by what is asked for', async () => {
    const { rows } = await table({ order: 'count' });
    const counts = rows.map(({ count }) => count);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
  });

  it('shows where vCPUs idle and which code stores into pages that forbid it', async () => {
    const idle = await table({ of: 'idle' });
    assert.ok(idle.rows.some(({ symbol }) => symbol === 'rip_hlt_helper'));
    const stores = await table({ of: 'stores' });
    assert.ok(stores.rows.some(({ symbol }) => symbol === 'rip_store_mon'));
    assert.ok(sum(stores.rows.map(({ wakeups }) => wakeups ?? 0)) > 0);
  });

  it('tells an address, a symbol and a distance from one what they are', async () => {
    const place = (await handlers.codeAt(HELPER))!;
    assert.deepEqual(
      [place.symbol, place.offset, place.whyNoSymbol, place.whyNoLine, place.hasCode],
      ['rip_hlt_helper', 0, null, null, true],
    );
    assert.deepEqual(
      place.exits.map(({ reason, count }) => [reason, count]),
      [['HLT', 188]],
    );
    assert.deepEqual(await handlers.codeAt({ vm: 0, rip: place.rip }), place);
    const behind = (await handlers.codeAt({ vm: 0, rip: 'apic_write+0x16' }))!;
    assert.deepEqual([behind.symbol, behind.offset], ['apic_write', 0x16]);
    assert.equal(await handlers.codeAt({ vm: 0, rip: 'no_such_function' }), null);
    assert.equal(await handlers.codeAt({ ...HELPER, vm: 7 }), null);
  });

  it('says why an address has no name', async () => {
    const place = (await handlers.codeAt({ vm: 0, rip: '0xffffffff81000000' }))!;
    assert.equal(place.symbol, null);
    assert.match(place.whyNoSymbol!, /has a function there/);
    assert.match(place.whyNoLine!, /guest\.elf has no line there/);
    assert.equal(place.hasCode, false);
  });

  it('disassembles a function with the exits of its instructions', async () => {
    const wanted = { ...HELPER, syntax: 'att', sources: [] } as const;
    const listing = (await handlers.disassembly(wanted))!;
    const texts = listing.text.split('\n');
    assert.equal(texts.length, listing.lines.length + 1);
    const { rip } = (await handlers.codeAt(HELPER))!;
    const at = listing.lines.findIndex((line) => line.rip === rip);
    assert.match(texts[at]!, / hlt$/);
    assert.equal(listing.lines[at]!.place, 'rip_hlt_helper');
    assert.deepEqual([listing.lines[at]!.mayExit, listing.lines[at]!.exits[0]!.count], [true, 188]);
  });

  it('shows labels of assembly together, as nothing tells where a function of theirs ends', async () => {
    const wanted = { ...HELPER, syntax: 'att', sources: [] } as const;
    const { title, text, start, lines } = (await handlers.disassembly(wanted))!;
    assert.deepEqual([title, start], ['_start', '0x100000']);
    assert.match(text, /labels of assembly, which have no sizes, are shown as one/);
    const { rip } = lines.findLast((line) => line.rip !== null)!;
    const { symbol } = (await handlers.codeAt({ vm: 0, rip: rip! }))!;
    assert.equal(symbol, 'exc_stub');
    const named = (await handlers.disassembly({ ...wanted, rip: 'helper_wait' }))!;
    assert.equal(named.title, 'helper_wait');
  });

  it('puts the text of source lines where they belong', async () => {
    const source = { file: '/src/idlelab/guest/guest.S', line: 19, text: '        hlt' };
    const wanted = { ...HELPER, syntax: 'intel', sources: [source] } as const;
    const { text } = (await handlers.disassembly(wanted))!;
    assert.match(text, /guest\.S:19 rip_hlt_helper\n; {3}hlt\n/);
  });

  it('lists the instructions that KVM emulated where no file has the code', async () => {
    const { session } = await openedSample(EMULATED);
    await session.load();
    const query = { ...EXITS, search: 'npf' };
    const { rows } = (await session.handlers.hotCode(query))!;
    const places = rows.map(({ vm, rip }) => session.handlers.codeAt({ vm, rip: rip! }));
    const place = (await Promise.all(places)).find((one) => one?.hasCode);
    const { vm, rip } = place!;
    const wanted = { vm, rip, syntax: 'att', sources: [] } as const;
    const { from, text, lines } = (await session.handlers.disassembly(wanted))!;
    assert.equal(from, 'emulated');
    assert.match(text, /only instructions are known that KVM emulated/);
    const line = lines.findIndex((one) => one.rip === rip);
    assert.ok(lines[line]!.exits.some(({ reason }) => reason === 'npf'));
    assert.match(text.split('\n')[line]!, /mov/);
  });

  it('leads from a call to what is called', async () => {
    const wanted = { vm: 0, rip: 'helper_wait', syntax: 'att', sources: [] } as const;
    const { lines } = (await handlers.disassembly(wanted))!;
    const calls = lines.flatMap(({ target }) => (target?.kind === 'call' ? [target.symbol] : []));
    assert.ok(calls.length > 0 && calls.every((symbol) => symbol !== null));
  });

  it('adds exits up by source line and by function', async () => {
    const { lines, functions } = (await handlers.codeOfTrace({}))!;
    const halt = lines.find(({ file, line }) => file.endsWith('guest.S') && line === 19)!;
    assert.deepEqual([halt.count, halt.vcpus, halt.exits[0]?.reason], [188, [1, 2], 'HLT']);
    const wait = functions.find(({ name }) => name === 'helper_wait')!;
    const group = (await table({ by: 'symbol' })).rows.find(({ symbol }) => symbol === wait.name)!;
    assert.deepEqual([wait.count, wait.totalNs], [group.count, group.totalNs]);
    assert.match(wait.file!, /guest\.c$/);
    // `void helper_wait(…)`; its code begins below, at the brace.
    assert.equal(wait.line, 92);
    assert.equal(functions.find(({ name }) => name === 'rip_hlt_helper')?.line, 19);
  });

  it('tells lines and functions most time first', async () => {
    const { lines, functions } = (await handlers.codeOfTrace({}))!;
    for (const list of [lines, functions]) {
      const times = list.map(({ totalNs }) => totalNs);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => b - a),
      );
    }
  });

  it('tells which files are used and which cannot be read', async () => {
    const { session } = await openedSample();
    await session.load();
    const missing = path.join(SAMPLE, 'missing.elf');
    const files = [GUEST, missing, symbolFixture('linux-6.1-cloud.System.map')];
    const state = (await session.handlers.useSymbols({
      files: files.map((file) => ({ path: file, vm: null })),
      slides: [],
    }))!;
    assert.deepEqual(
      state.unreadable.map(({ path: file }) => file),
      [missing],
    );
    const [elf] = state.images.filter(({ path: file }) => file === GUEST);
    assert.deepEqual(
      [elf?.placedBy, elf?.hasCode, elf?.hasLines, elf?.vm],
      ['linked', true, true, 0],
    );
    assert.deepEqual(await session.handlers.symbolState({}), state);
    const without = (await session.handlers.useSymbols({ files: [], slides: [] }))!;
    assert.deepEqual([without.images, without.unreadable], [[], []]);
  });

  it('moves a VM by the slide that the user gives, also down', async () => {
    const { session } = await openedSample();
    await session.load();
    const slides = [{ vm: 0, slide: '-0x200000' }];
    const { images } = (await session.handlers.useSymbols({
      files: [{ path: symbolFixture('linux-6.1-cloud.System.map'), vm: null }],
      slides,
    }))!;
    assert.deepEqual([images[0]?.placedBy, images[0]?.slide], ['given', '-0x200000']);
  });

  it('answers in the symbols of the last wish, whatever was asked meanwhile', async () => {
    const { session } = await openedSample();
    await session.load();
    const { handlers: asked } = session;
    const files = [{ path: GUEST, vm: null }];
    await asked.useSymbols({ files, slides: [] });
    const answers = await Promise.all([
      asked.codeOfTrace({}),
      asked.disassembly({ ...HELPER, syntax: 'att', sources: [] }),
      asked.useSymbols({ files: [], slides: [] }),
      asked.useSymbols({ files, slides: [] }),
      asked.hotCode({ ...EXITS, by: 'line' }),
    ]);
    assert.ok(answers.every((answer) => answer !== null));
    assert.equal((await asked.codeAt(HELPER))?.symbol, 'rip_hlt_helper');
  });

  it('lets other questions in while it opens debug information', async () => {
    let breaths = 0;
    const { session } = await openedSample(undefined, () => breaths++);
    await session.load();
    // Looks through the trace for emulated instructions, once and for all.
    await session.handlers.codeAt({ vm: 0, rip: '0x10000e' });
    const files = [{ path: GUEST, vm: null }];
    await session.handlers.useSymbols({ files, slides: [] });
    breaths = 0;

    let ms = 0;
    performance.now = () => (ms += 20);
    try {
      await session.handlers.codeAt(HELPER);
    } finally {
      // Behind the own one is the prototype's.
      Reflect.deleteProperty(performance, 'now');
    }

    assert.ok(breaths > 0);
  });

  it('lets others be answered while it reads a table of symbols, again and again', async () => {
    const file = path.join(scratchFolder('symbols'), 'long.kallsyms');
    const lines = Array.from(
      { length: 60_000 },
      (_, index) =>
        `${(0xffff_ffff_8100_0000n + BigInt(index * 16)).toString(16)} t function_${index}`,
    );
    writeFileSync(file, lines.join('\n'));
    let breaths = 0;
    const { session } = await openedSample(undefined, () => breaths++);
    await session.load();
    breaths = 0;

    const files = [{ path: file, vm: null }];
    const { unreadable } = (await session.handlers.useSymbols({ files, slides: [] }))!;

    assert.deepEqual(unreadable, []);
    const mostBytesAtOnce = 1 << 19;
    assert.ok(breaths >= readFileSync(file).length / mostBytesAtOnce, `${breaths} breaths`);
  });

  it('takes nothing more from a file of symbols that was written over, and says so', async () => {
    const { asked, file, copy } = await openedWithCopy();

    writeFileSync(file, copy.fill(0, 0x400));
    utimesSync(file, 1, 1);

    const place = (await asked.codeAt(HELPER))!;
    assert.deepEqual([place.symbol, place.frames], ['rip_hlt_helper', []]);
    assert.match(place.whyNoLine!, /copy\.elf at byte .*: the file was written to after/);
    const listing = asked.disassembly({ ...HELPER, syntax: 'att', sources: [] });
    await assert.rejects(listing, /written to after its symbols were read/);
  });

  it('stays with the file that it read when another takes its name', async () => {
    const { asked, file, folder } = await openedWithCopy();

    const other = path.join(folder, 'other');
    writeFileSync(other, 'something else');
    renameSync(other, file);

    assert.equal((await asked.codeAt(HELPER))?.frames[0]?.line, 19);
  });

  it('gives a file to the VM it is meant for only', async () => {
    const { session } = await openedSample();
    await session.load();
    const files = [{ path: GUEST, vm: 1 }];
    assert.deepEqual((await session.handlers.useSymbols({ files, slides: [] }))!.images, []);
    const place = (await session.handlers.codeAt({ vm: 0, rip: '0x100000' }))!;
    assert.match(place.whyNoSymbol!, /No symbols of VM 0 are given/);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
