import assert from 'node:assert/strict';
import { timelineKeyName } from '../../../webview/panels/timeline/timelineKeyName';

const plain = { code: '', shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

describe('timelineKeyName', () => {
  it('names letters small, with the keys that are held', () => {
    assert.equal(timelineKeyName({ ...plain, key: 'w', code: 'KeyW' }), 'w');
    assert.equal(timelineKeyName({ ...plain, key: 'W', code: 'KeyW', shiftKey: true }), 'Shift+w');
    assert.equal(timelineKeyName({ ...plain, key: 'f', ctrlKey: true }), 'Ctrl+f');
    assert.equal(timelineKeyName({ ...plain, key: 'f', metaKey: true }), 'Ctrl+f');
    assert.equal(timelineKeyName({ ...plain, key: 'ArrowLeft', altKey: true }), 'Alt+ArrowLeft');
  });

  it('names full stop and comma by their places: with Shift they write something else', () => {
    const shifted = { ...plain, shiftKey: true };
    assert.equal(timelineKeyName({ ...shifted, key: '>', code: 'Period' }), 'Shift+.');
    assert.equal(timelineKeyName({ ...shifted, key: ';', code: 'Comma' }), 'Shift+,');
    assert.equal(timelineKeyName({ ...plain, key: '.', code: 'Period' }), '.');
  });

  it('names what is written with Shift by what it writes', () => {
    assert.equal(timelineKeyName({ ...plain, key: '?', code: 'Slash', shiftKey: true }), '?');
  });
});
