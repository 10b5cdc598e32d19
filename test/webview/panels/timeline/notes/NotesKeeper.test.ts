import assert from 'node:assert/strict';
import type { Note, NotesFile } from '../../../../../src/protocol/notes';
import { NotesKeeper } from '../../../../../webview/panels/timeline/notes/NotesKeeper';
import { CannedHost, settled } from '../../../canned/CannedHost';

const note = (id: string, text = ''): Note => ({ id, fromNs: 1, toNs: 1, lane: null, text });
const file = (...notes: readonly Note[]): NotesFile => ({
  path: '/traces/a.json',
  notes,
  problem: null,
});

describe('NotesKeeper', () => {
  const started = () => {
    const host = new CannedHost();
    let changes = 0;
    const keeper = new NotesKeeper({ host, changed: () => changes++ });
    return { host, keeper, changes: () => changes };
  };

  it('asks for the notes once a load', () => {
    const { host, keeper } = started();

    keeper.load();
    keeper.load();
    assert.equal(host.calls.length, 1);

    keeper.restart();
    keeper.load();
    assert.deepEqual(
      host.calls.map(({ method }) => method),
      ['notes', 'notes'],
    );
  });

  it('shows a change at once, and then what the file holds', async () => {
    const { host, keeper } = started();

    keeper.put(note('a'));
    assert.deepEqual(keeper.file.notes, [note('a')]);
    host.calls[0]!.answer(file(note('a'), note('theirs')));
    await settled();

    assert.deepEqual(keeper.file, file(note('a'), note('theirs')));
  });

  it('changes a note that is there, and deletes one', () => {
    const { host, keeper } = started();
    keeper.told(file(note('a'), note('b')));

    keeper.put(note('a', 'changed'));
    keeper.remove('b');

    assert.deepEqual(host.calls.at(-1)!.params, { notes: [note('a', 'changed')] });
  });

  it('takes no answer that a later change has overtaken', async () => {
    const { host, keeper } = started();

    keeper.load();
    keeper.put(note('a'));
    keeper.put(note('b'));
    host.calls[0]!.answer(file());
    host.calls[1]!.answer(file(note('a')));
    await settled();
    assert.deepEqual(keeper.file.notes, [note('a'), note('b')]);

    host.calls[2]!.answer(file(note('a'), note('b')));
    await settled();
    assert.equal(keeper.file.path, '/traces/a.json');
  });

  it('takes no answer of the load before', async () => {
    const { host, keeper } = started();

    keeper.load();
    keeper.restart();
    host.calls[0]!.answer(file(note('a')));
    await settled();

    assert.deepEqual(keeper.file.notes, []);
  });

  it('keeps on showing notes that could not be written, and says why', async () => {
    const { host, keeper, changes } = started();

    keeper.put(note('a'));
    const before = changes();
    host.calls[0]!.fail('/traces is read-only');
    await settled();

    assert.deepEqual(keeper.file, {
      path: null,
      notes: [note('a')],
      problem: '/traces is read-only',
    });
    assert.equal(changes(), before + 1);
  });
});
