import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { noContent } from '../../src/notes/NotesContent';
import type { NotesContent, RecordingIdentity } from '../../src/notes/NotesContent';
import { notesText } from '../../src/notes/notesText';
import { readNotes } from '../../src/notes/readNotes';
import type { Note } from '../../src/protocol/notes';
import { anyNotes, byId } from './anyNotes';

const recording: RecordingIdentity = {
  name: 'idle.trace.dat',
  bytes: 4096,
  t0Ns: '101806974511000',
  unit: 'ns',
};
const note: Note = { id: 'a', fromNs: 5, toNs: 9, lane: 'vm0/vcpu1/state', text: 'a late wake' };

describe('a file of notes', () => {
  it('is written as docs/notes.md says', () => {
    assert.equal(
      textOf([note]),
      `{
  "schema": "exitscope.notes/1",
  "trace": {
    "name": "idle.trace.dat",
    "bytes": 4096,
    "t0_ns": "101806974511000",
    "unit": "ns"
  },
  "notes": [
    {
      "id": "a",
      "from_ns": 5,
      "to_ns": 9,
      "lane": "vm0/vcpu1/state",
      "text": "a late wake"
    }
  ]
}
`,
    );
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(anyNotes, (notes) => {
        const { content, problem } = readNotes(textOf(notes));

        assert.deepEqual(byId(content.notes.map((kept) => kept.note)), byId(notes));
        assert.deepEqual(content.recording, recording);
        assert.equal(problem, undefined);
      }),
    );
  });

  it('is the same for the same notes, in whatever order they come', () => {
    fc.assert(
      fc.property(anyNotes, (notes) => {
        assert.equal(textOf([...notes].reverse()), textOf(notes));
        assert.equal(notesText(readNotes(textOf(notes)).content), textOf(notes));
      }),
    );
  });

  it('agrees with its schema', () => {
    const file = path.join(__dirname, '../../docs/notes.schema.json');
    const isValid = new Ajv({ allErrors: true }).compile(
      JSON.parse(readFileSync(file, 'utf8')) as object,
    );
    fc.assert(
      fc.property(anyNotes, (notes) => {
        assert.ok(isValid(JSON.parse(textOf(notes))), JSON.stringify(isValid.errors));
      }),
    );
    for (const mistake of [{ id: 7 }, { from_ns: 1.5 }, { text: null }, { lane: 3 }]) {
      const file = JSON.parse(textOf([note])) as { notes: object[] };
      file.notes = [{ ...file.notes[0], ...mistake }];
      assert.equal(isValid(file), false, JSON.stringify(mistake));
    }
  });

  it('keeps what another version wrote, where it stands', () => {
    const other = `{
  "made_by": { "version": "9.1" },
  "schema": "exitscope.notes/1",
  "trace": {
    "host": "kvm7",
    "name": "idle.trace.dat",
    "bytes": 4096,
    "t0_ns": "101806974511000",
    "unit": "ns"
  },
  "notes": [
    {
      "colour": "red",
      "id": "a",
      "from_ns": 5,
      "to_ns": 9,
      "lane": null,
      "text": "",
      "__proto__": 7
    },
    {
      "drawing": [1, 2]
    }
  ],
  "verdicts": []
}
`;
    const { content, problem } = readNotes(other);

    assert.match(problem!, /^Note 2 of 2 is not shown: it has no id\. It stays in the file\.$/);
    assert.deepEqual(JSON.parse(notesText(content)), JSON.parse(other));
    assert.equal(notesText(content).replaceAll(/\s+/g, ''), other.replaceAll(/\s+/g, ''));
  });

  it('may leave out what is the same for most notes', () => {
    const text = '{"schema":"exitscope.notes/1","notes":[{"id":"a","from_ns":5}]}';

    assert.deepEqual(readNotes(text).content.notes[0]!.note, {
      ...{ id: 'a', fromNs: 5, toNs: 5 },
      ...{ lane: null, text: '' },
    });
  });

  it('shows both of two notes with one id, as merging branches leaves them', () => {
    const file = JSON.parse(textOf([note])) as { notes: object[] };
    file.notes.push({ ...file.notes[0], text: 'theirs' });

    const { content } = readNotes(JSON.stringify(file));

    assert.deepEqual(
      content.notes.map((kept) => [kept.note.id, kept.note.text]),
      [
        ['a', 'a late wake'],
        ['a-2', 'theirs'],
      ],
    );
  });

  it('says where it is broken', () => {
    const broken: readonly (readonly [string, RegExp])[] = [
      ['', /^Line 1, column 1: the text ends too early/],
      ['{\n  "notes": [,]\n}', /^Line 2, column 13: this is no JSON/],
      [`{\n<<<<<<< HEAD\n`, /^Line 2 is a mark of a merge conflict/],
      ['['.repeat(1000), /^Line 1, column 65: it is nested too deep/],
      ['{}', /^It holds no notes: they begin with "schema": "exitscope\.notes\/1"/],
      ['[]', /^It holds no notes/],
      ['{"schema":"exitscope.notes/2"}', /^Its format is exitscope\.notes\/2/],
      ['{"schema":"exitscope.notes/1"}', /^It has no list of notes/],
    ];
    for (const [text, message] of broken) {
      assert.throws(() => readNotes(text), { message });
    }
  });

  it('shows ten thousand notes and keeps the others', () => {
    const notes = Array.from({ length: 10_001 }, (_, fromNs) => ({
      ...note,
      ...{ id: `n${fromNs}`, fromNs, toNs: fromNs },
    }));
    const { content, problem } = readNotes(textOf(notes));

    assert.deepEqual([content.notes.length, content.unread.length], [10_000, 1]);
    assert.match(problem!, /more than 10000/);
  });

  it('never takes a note whose time or text is none', () => {
    for (const mistake of [
      ...[{ from_ns: '5' }, { from_ns: 1e300 }, { to_ns: 4 }, { to_ns: null }, { text: 5 }],
      ...[{ lane: 5 }, { id: '' }, { id: 'x'.repeat(1000) }, { text: 'x'.repeat(200_000) }],
    ]) {
      const file = JSON.parse(textOf([note])) as { notes: object[] };
      file.notes = [{ ...file.notes[0], ...mistake }];
      const { content } = readNotes(JSON.stringify(file));

      assert.deepEqual([content.notes.length, content.unread.length], [0, 1]);
    }
  });
});

function textOf(notes: readonly Note[]): string {
  const kept = notes.map((of) => ({ note: of, members: {} }));
  const content: NotesContent = { ...noContent, recording, notes: kept };
  return notesText(content);
}
