import assert from 'node:assert/strict';
import { frameText, lineText, symbolText } from '../../../webview/code/codeTexts';

const frame = { function: 'native_halt', file: '/build/arch/irqflags.h', line: 52, column: null };

describe('symbolText', () => {
  it('names an instruction by its function, the way into it and its module', () => {
    const of = { symbol: 'ring_doorbell', offset: 0x12, module: 'virtio_net' };

    assert.equal(symbolText(of), 'ring_doorbell+0x12 [virtio_net]');
    assert.equal(symbolText({ ...of, offset: 0, module: null }), 'ring_doorbell');
    assert.equal(symbolText({ ...of, symbol: null }), undefined);
  });
});

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
