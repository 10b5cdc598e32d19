import assert from 'node:assert/strict';
import { noLineText, noSourceText, placeText } from '../../../src/extension/code/codeMessages';
import { inlinedText, lineFrames } from '../../../src/extension/code/frameTexts';
import { heatOf } from '../../../src/extension/code/lineHeat';
import { movedLines, writtenSince } from '../../../src/extension/code/movedLines';
import type { CodeFrame, CodePlace, SymbolImageRow } from '../../../src/protocol/code';

const place: CodePlace = {
  vm: 0,
  rip: '0xffffffff81c0ffee',
  symbol: 'native_safe_halt',
  offset: 11,
  start: '0xffffffff81c0ffe3',
  bytes: 32,
  module: null,
  frames: [],
  whyNoSymbol: null,
  whyNoLine: 'vmlinux has no debug information.',
  hasCode: true,
  exits: [],
};
const frame = (name: string | null, file: string | null, line: number | null): CodeFrame => ({
  function: name,
  file,
  line,
  column: null,
});

describe('What is said of guest code', () => {
  it('names a place by its symbol, or by its address alone', () => {
    assert.equal(placeText(place), 'native_safe_halt+0xb (0xffffffff81c0ffee)');
    assert.equal(
      placeText({ ...place, offset: 0, module: 'kvm' }),
      'native_safe_halt [kvm] (0xffffffff81c0ffee)',
    );
    assert.equal(placeText({ ...place, symbol: null, offset: null }), '0xffffffff81c0ffee');
  });

  it('tells why there is no line, and where that was looked for', () => {
    const image = { vm: 0, path: '/ws/vmlinux', placedBy: 'exits' } as SymbolImageRow;
    const refused = { ...image, path: '/ws/System.map', placedBy: null };
    const unreadable = [{ path: '/ws/gone.ko', message: 'It is not there.' }];

    assert.equal(
      noLineText(place, { images: [image, refused], unreadable, vms: [] }),
      'No source line is known for native_safe_halt+0xb (0xffffffff81c0ffee). ' +
        'vmlinux has no debug information. Looked in vmlinux. Not used: System.map. ' +
        'Could not be read: gone.ko.',
    );
  });

  it('tells of a VM without symbols', () => {
    const unknown = { ...place, symbol: null, whyNoSymbol: 'Add its kallsyms.' };

    assert.equal(
      noLineText(unknown, { images: [], unreadable: [], vms: [] }),
      'No source line is known for 0xffffffff81c0ffee. Add its kallsyms. No symbols are in use for VM 0.',
    );
  });

  it('tells file, line and function of a source that is not there', () => {
    const [known] = lineFrames([frame('idle_mwait', '/src/idlelab/guest/guest.c', 107)]);

    assert.equal(
      noSourceText(known!, 'Looked for guest.c in ws.'),
      'guest.c:107, in idle_mwait: debug information says /src/idlelab/guest/guest.c. Looked for guest.c in ws.',
    );
  });

  it('tells what is inlined into what', () => {
    const frames = lineFrames([
      frame('mwait_idle', '/b/process.c', 12),
      frame('nothing', null, null),
      frame('default_idle', '/b/idle.c', 34),
    ]);

    assert.equal(inlinedText(frames, 0), 'mwait_idle inlined into default_idle at idle.c:34');
    assert.equal(inlinedText(frames, 1), '');
  });

  it('warns of moved lines only where something says so', () => {
    assert.equal(movedLines({ isDirty: false, lineCount: 20 }, 20), '');
    assert.match(movedLines({ isDirty: true, lineCount: 20 }, 20), /not saved/);
    assert.match(movedLines({ isDirty: false, lineCount: 19 }, 20), /has 19.*names line 20/);
  });

  it('hints at a file that was written to after the symbols', () => {
    assert.match(writtenSince(2, 1), /^The file was written to after its symbols/);
    assert.equal(writtenSince(1, 1), '');
    assert.equal(writtenSince(undefined, 1), '');
    assert.equal(writtenSince(1, undefined), '');
  });

  it('calls a line hot by its share of the time', () => {
    assert.deepEqual([0, 0.049, 0.05, 0.25, 1].map(heatOf), [
      'Low',
      'Low',
      'Medium',
      'High',
      'High',
    ]);
  });
});
