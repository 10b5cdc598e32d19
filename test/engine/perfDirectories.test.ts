import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { factsOf } from '../../src/engine/factsOf';
import { FileSource } from '../../src/engine/node/FileSource';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { eventLines } from '../support/eventLines';
import { perfFolder, readFixture, readSource } from '../support/perfData/openPerf';
import type { ReadTrace } from '../support/perfData/openPerf';
import { runCli } from '../support/runCli';
import { scratchFolder } from '../support/scratchFolder';

const directory = path.join(perfFolder, 'native-threads.perf.data.dir');

describe('a recording of perf record --threads, which is a directory', () => {
  let folder: string;
  before(() => {
    folder = scratchFolder('threads');
  });

  /** A copy with the given files of the recording. */
  const copyOf = (name: string, ...files: string[]): string => {
    const copy = path.join(folder, name);
    mkdirSync(copy);
    for (const file of files) copyFileSync(path.join(directory, file), path.join(copy, file));
    return copy;
  };
  const readPath = async (file: string): Promise<ReadTrace> =>
    readSource(await nodeDecompressor(), new FileSource(file));

  it('is the same recording by the name of any of its files', async () => {
    const whole = await readFixture('native-threads.perf.data.dir');
    const byPart = await readPath(path.join(directory, 'data.0'));
    assert.equal(whole.table.length, 1000);
    assert.deepEqual(eventLines(byPart), eventLines(whole));
  });

  it('is opened by every command, and its size is that of all files', async () => {
    const { status, stdout } = runCli('info', directory, '--json');
    assert.equal(status, 0);
    const { events, sources } = JSON.parse(stdout) as {
      events: number;
      sources: { format: string }[];
    };
    assert.deepEqual([events, sources[0]!.format], [1000, 'perf.data']);
    const [source] = (await readPath(directory)).sources;
    assert.equal(source!.bytes, 48_746 + 86_944);
  });

  it('says that the files with the events are missing', async () => {
    const trace = await readPath(copyOf('alone', 'data'));
    const { events, diagnostics } = factsOf(trace, trace.passes);
    assert.equal(events, 0);
    const found = diagnostics.find(({ code }) => code === 'missing-parts');
    assert.match(found?.message ?? '', /Copy the whole directory\.$/);
  });

  it('says which of the files with the events is missing', async () => {
    const trace = await readPath(copyOf('second', 'data', 'data.1'));
    const { diagnostics } = factsOf(trace, trace.passes);
    const found = diagnostics.find(({ code }) => code === 'missing-parts');
    assert.match(found?.message ?? '', /: data\.0\. /);
  });

  it('says which of its files is none', () => {
    const copy = copyOf('folder', 'data', 'data.0');
    mkdirSync(path.join(copy, 'data.1'));
    assert.throws(() => new FileSource(copy), /data\.1 is a directory, not a regular file/);
  });

  it('says which file was cut', async () => {
    const copy = copyOf('cut', 'data', 'data.0', 'data.1');
    truncateSync(path.join(copy, 'data.0'), 40_004);
    const trace = await readPath(copy);
    const { diagnostics } = factsOf(trace, trace.passes);
    const found = diagnostics.find(({ code }) => code === 'truncated-section');
    assert.match(found?.message ?? '', /^records of .*data\.0 at byte 0x/);
    assert.ok(trace.table.length > 300 && trace.table.length < 1000);
  });
});
