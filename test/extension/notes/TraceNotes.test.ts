import assert from 'node:assert/strict';
import { linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Objection } from '../../../src/extension/notes/notesOnDisk';
import { PageNotes } from '../../../src/extension/notes/PageNotes';
import { TraceNotes } from '../../../src/extension/notes/TraceNotes';
import type { RecordingIdentity } from '../../../src/notes/NotesContent';
import type { Note, NotesFile } from '../../../src/protocol/notes';
import type { NotesNotice } from '../../../src/protocol/notices';
import { eachInScratchFolder } from '../eachInScratchFolder';

const identity: RecordingIdentity = { name: 'a.dat', bytes: 6, t0Ns: '5000', unit: 'ns' };
const note = (id: string, text = ''): Note => ({ id, fromNs: 1, toNs: 2, lane: null, text });

describe('the notes of a recording', () => {
  const folder = eachInScratchFolder('notes');
  const at = (name: string): string => path.join(folder(), name);
  const beside = (): string => at('a.dat.exitscope.json');
  const idsIn = (file: string): readonly string[] =>
    (JSON.parse(readFileSync(file, 'utf8')) as { notes: { id: string }[] }).notes.map(
      ({ id }) => id,
    );

  /** `picks`: files that the user picks, one after another; `answers` to what is asked about a file. */
  const opened = (options: {
    readonly picks?: (string | undefined)[];
    readonly answers?: ('use' | 'elsewhere' | undefined)[];
    readonly shown?: RecordingIdentity | undefined;
  }) => {
    writeFileSync(at('a.dat'), 'events');
    const objections: Objection[] = [];
    const proposed: string[] = [];
    let kept: string | undefined;
    const notes = new TraceNotes({
      beside: beside(),
      place: { kept: () => kept, keep: (file) => (kept = file) },
      questions: {
        pickFile: async (file) => {
          proposed.push(file);
          return options.picks?.shift();
        },
        whatAbout: async (_, objection) => {
          objections.push(objection);
          return options.answers?.shift();
        },
      },
      identity: async () => ('shown' in options ? options.shown : identity),
      recordings: () => [at('a.dat')],
    });
    const notices: NotesFile[] = [];
    const page = new PageNotes(notes, ({ file }: NotesNotice) => notices.push(file));
    return { notes, page, notices, objections, proposed };
  };

  it('are none before the first, and nobody is asked for a file', async () => {
    const { page, proposed } = opened({});

    assert.deepEqual(await page.read(), { path: null, notes: [], problem: null });
    await page.keep([]);

    assert.deepEqual(proposed, []);
    assert.deepEqual(readdirSync(folder()), ['a.dat']);
  });

  it('are kept where the user picks at the first note, beside the recording being proposed', async () => {
    mkdirSync(at('notes'));
    const file = at('notes/mine.json');
    const { page, proposed } = opened({ picks: [file] });

    const kept = await page.keep([note('a')]);
    await page.keep([note('a'), note('b')]);

    assert.deepEqual(kept, { path: file, notes: [note('a')], problem: null });
    assert.deepEqual(proposed, [beside()]);
    assert.deepEqual(idsIn(file), ['a', 'b']);
  });

  it('are found beside the recording by themselves', async () => {
    await opened({ picks: [beside()] }).page.keep([note('a')]);
    const { page, proposed } = opened({});

    assert.deepEqual((await page.read()).notes, [note('a')]);
    await page.keep([note('a', 'changed')]);

    assert.deepEqual(proposed, []);
    assert.deepEqual((await opened({}).page.read()).notes, [note('a', 'changed')]);
  });

  it('are told as not kept where the user picks no file', async () => {
    const { page } = opened({ picks: [undefined] });

    const { notes, problem } = await page.keep([note('a')]);

    assert.deepEqual(notes, []);
    assert.match(problem!, /no file was picked/);
  });

  it('are never written to a recording', async () => {
    const { page } = opened({ picks: [at('hard.json')] });
    linkSync(at('a.dat'), at('hard.json'));

    await assert.rejects(page.keep([note('a')]), /is an open recording/);

    assert.equal(readFileSync(at('a.dat'), 'utf8'), 'events');
  });

  it('keep what somebody else wrote since they were read', async () => {
    const { page } = opened({ picks: [beside()] });
    await page.keep([note('a'), note('b')]);
    await other(beside(), ({ notes }) => [notes[0]!, { ...notes[0]!, id: 'theirs' }]);

    const { notes } = await page.keep([note('a', 'ours'), note('b'), note('c')]);

    // They deleted b and added one; we changed a and added one.
    assert.deepEqual(
      notes.map(({ id, text }) => [id, text]),
      [
        ['a', 'ours'],
        ['c', ''],
        ['theirs', ''],
      ],
    );
  });

  it('tell every other page of a change, and of one on disk every page', async () => {
    const { notes, page, notices } = opened({ picks: [beside()] });
    const second: NotesFile[] = [];
    const secondPage = new PageNotes(notes, ({ file }) => second.push(file));
    await page.read();
    await secondPage.read();

    await page.keep([note('a')]);
    assert.deepEqual([notices.length, second.length], [0, 1]);

    await notes.changedOnDisk();
    assert.deepEqual([notices.length, second.length], [0, 1]);

    await other(beside(), () => []);
    await notes.changedOnDisk();
    assert.deepEqual(notices.at(-1)!.notes, []);
    assert.deepEqual(second.at(-1)!.notes, []);
  });

  it('take several changes of a page one after another, each beside those of another page', async () => {
    const { notes, page } = opened({ picks: [beside()] });
    const second = new PageNotes(notes, () => undefined);

    await Promise.all([
      page.keep([note('a')]),
      page.keep([note('a'), note('b')]),
      second.keep([note('x')]),
      page.keep([note('b')]),
    ]);

    assert.deepEqual(idsIn(beside()), ['b', 'x']);
  });

  it('are not written over a file that cannot be read, unless the user says so', async () => {
    const broken = '{"schema": "exitscope.notes/1",\n<<<<<<< HEAD\n';
    writeFileSync(beside(), broken);
    const refused = opened({ answers: [undefined] });
    const { path: file, notes, problem } = await refused.page.read();

    assert.deepEqual([file, notes], [beside(), []]);
    assert.match(problem!, /a\.dat\.exitscope\.json: Line 2 is a mark of a merge conflict/);
    assert.match((await refused.page.keep([note('a')])).problem!, /not kept/);
    assert.equal(readFileSync(beside(), 'utf8'), broken);
    assert.deepEqual(
      refused.objections.map(({ isReadable }) => isReadable),
      [false],
    );

    await opened({ answers: ['use'] }).page.keep([note('a')]);
    assert.deepEqual(idsIn(beside()), ['a']);
  });

  it('can go elsewhere instead, all of them', async () => {
    writeFileSync(beside(), 'broken');
    const { page } = opened({ answers: ['elsewhere'], picks: [at('other.json')] });

    const { path: file } = await page.keep([note('a')]);

    assert.equal(file, at('other.json'));
    assert.deepEqual(idsIn(at('other.json')), ['a']);
    assert.equal(readFileSync(beside(), 'utf8'), 'broken');
  });

  it('say that they were made for another recording, and ask before they are mixed', async () => {
    await opened({ picks: [beside()] }).page.keep([note('a')]);
    const shown = { ...identity, bytes: 7, t0Ns: '9' };
    const { page, objections } = opened({ shown, answers: ['use'] });

    const { notes, problem } = await page.read();
    assert.deepEqual(notes, [note('a')]);
    assert.match(problem!, /made for another recording: a\.dat, 6 bytes/);

    const kept = await page.keep([note('a'), note('b')]);
    assert.deepEqual([kept.problem, objections.length], [null, 1]);
  });

  it('stay where they were made when the session begins elsewhere, also in the file', async () => {
    await opened({ picks: [beside()] }).page.keep([note('a')]);
    const before = readFileSync(beside(), 'utf8');
    const { page } = opened({ shown: { ...identity, t0Ns: '4000' } });

    const { notes } = await page.read();
    assert.deepEqual([notes[0]!.fromNs, notes[0]!.toNs], [1001, 1002]);

    await page.keep(notes);
    assert.equal(readFileSync(beside(), 'utf8'), before);
  });

  it('are refused while nothing of the recording is loaded', async () => {
    const { page } = opened({ shown: undefined, picks: [beside()] });

    await assert.rejects(page.keep([note('a')]), /Nothing of the recording is loaded/);
    assert.deepEqual(readdirSync(folder()), ['a.dat']);
  });

  it('are not read from what is too large or no file', async () => {
    mkdirSync(beside());
    assert.match((await opened({}).page.read()).problem!, /no regular file/);

    const large = at('large.json');
    writeFileSync(large, Buffer.alloc(8 * 1024 * 1024 + 1, 32));
    const { page } = opened({ answers: ['elsewhere', undefined], picks: [large] });
    assert.match((await page.keep([note('a')])).problem!, /not kept/);
    assert.deepEqual(readFileSync(large).length, 8 * 1024 * 1024 + 1);
  });

  it('are not read from what is no text', async () => {
    writeFileSync(beside(), Uint8Array.of(0x7b, 0xff, 0xfe));

    assert.match((await opened({}).page.read()).problem!, /not UTF-8 text/);
  });
});

interface FileOfNotes {
  readonly notes: readonly { readonly id: string }[];
}

/** Changes the file as another program does. */
async function other(
  file: string,
  change: (content: FileOfNotes) => FileOfNotes['notes'],
): Promise<void> {
  const content = JSON.parse(readFileSync(file, 'utf8')) as FileOfNotes;
  writeFileSync(file, JSON.stringify({ ...content, notes: change(content) }));
}
