import assert from 'node:assert/strict';
import { frameText, lineText } from '../../../webview/code/codeTexts';

const frame = { function: 'native_halt', file: '/build/arch/irqflags.h', line: 52, column: null };

describe('lineText', () => {
  it('names a line by its file alone, and says nothing where none is known', () => {
    assert.equal(lineText(frame), 'irqflags.h:52');
    assert.equal(lineText({ ...frame, line: null }), 'irqflags.h');
    assert.equal(lineText({ ...frame, file: null }), undefined);
    assert.equal(lineText(undefined), undefined);
  });
});

describe('frameText', () => {
  it('spells a place as the debug information does', () => {
    assert.equal(frameText(frame), 'native_halt at /build/arch/irqflags.h:52');
    assert.equal(frameText({ ...frame, file: null }), 'native_halt at an unknown file');
    assert.equal(frameText({ ...frame, function: null }), '/build/arch/irqflags.h:52');
  });
});
