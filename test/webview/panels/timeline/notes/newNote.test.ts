import assert from 'node:assert/strict';
import { newNote } from '../../../../../webview/panels/timeline/notes/newNote';
import { initialTimelineState } from '../../../../../webview/state/timelineState';

const window = { fromNs: 100, columnNs: 2, columns: 50 };
const range = { fromNs: 10.4, toNs: 19.6 };
const place = { lane: 'vm0/vcpu1/state', timeNs: 15.2 };

describe('newNote', () => {
  it('is on the range that is selected', () => {
    const { id, ...note } = newNote({ ...initialTimelineState, range, place }, window)!;

    assert.deepEqual(note, { fromNs: 10, toNs: 20, lane: null, text: '' });
    assert.match(id, /^[0-9a-f]{16}$/);
  });

  it('is on the place that is selected, else where the timeline is pointed to', () => {
    const onPlace = newNote({ ...initialTimelineState, place, pointedNs: 7 }, window)!;
    const onMoment = newNote({ ...initialTimelineState, pointedNs: 7 }, window)!;

    assert.deepEqual([onPlace.fromNs, onPlace.toNs, onPlace.lane], [15, 15, place.lane]);
    assert.deepEqual([onMoment.fromNs, onMoment.lane], [7, null]);
  });

  it('is in the middle of what is in view where nothing is selected', () => {
    assert.equal(newNote(initialTimelineState, window)!.fromNs, 150);
    assert.equal(newNote(initialTimelineState, undefined), undefined);
  });

  it('has an id that no other has', () => {
    const ids = Array.from({ length: 100 }, () => newNote(initialTimelineState, window)!.id);

    assert.equal(new Set(ids).size, 100);
  });
});
