import assert from 'node:assert/strict';
import { placedTexts, symbolText } from '../../src/protocol/codeTexts';

describe('symbolText', () => {
  it('names an instruction by its function, the way into it and its module', () => {
    const of = { symbol: 'ring_doorbell', offset: 0x12, module: 'virtio_net' };

    assert.equal(symbolText(of), 'ring_doorbell+0x12 [virtio_net]');
    assert.equal(symbolText({ ...of, offset: 0, module: null }), 'ring_doorbell');
    assert.equal(symbolText({ ...of, symbol: null }), undefined);
  });
});

describe('placedTexts', () => {
  const known = {
    kind: 'elf',
    module: null,
    placedBy: 'exits',
    slide: '0x1a00000',
    confidence: 0.99999,
  } as const;

  it('say slide, source and how sure it is, never surer than it is', () => {
    assert.deepEqual(placedTexts(known), ['slide +0x1a00000 (99.9 %)', 'from the exits']);
  });

  it('say what is known of them', () => {
    assert.deepEqual(
      placedTexts({ ...known, placedBy: 'given', slide: '-0x200000', confidence: null }),
      ['slide -0x200000', 'as you gave it', 'not checked by any exit'],
    );
    assert.deepEqual(
      placedTexts({ ...known, placedBy: 'assumed', slide: null, confidence: null }),
      ['assumed, not checked'],
    );
  });

  it('say of a list of modules what it is for, where it is', () => {
    const ofModules = { ...known, kind: 'modules', slide: null, confidence: null } as const;

    assert.deepEqual(placedTexts({ ...ofModules, placedBy: 'modules' }), [
      'tells where modules are',
    ]);
    assert.deepEqual(placedTexts({ ...ofModules, placedBy: null }), ['not used']);
  });

  it('say that no exit checked where a program or a kernel is', () => {
    const unchecked = { ...known, placedBy: 'linked', slide: '0x0', confidence: null } as const;

    assert.deepEqual(placedTexts(unchecked), [
      'slide 0x0',
      'where it was linked for',
      'not checked by any exit',
    ]);
  });

  it('give a slide of nothing no sign', () => {
    assert.equal(
      placedTexts({ ...known, placedBy: 'linked', slide: '0x0' })[0],
      'slide 0x0 (99.9 %)',
    );
  });

  it('say where a module stands', () => {
    const module = {
      kind: 'elf',
      module: 'kvm',
      placedBy: 'kallsyms',
      slide: '0xffffffffc0000000',
    } as const;

    assert.deepEqual(placedTexts({ ...module, confidence: 1 }), [
      'at 0xffffffffc0000000 (100.0 %)',
      'from kallsyms',
    ]);
  });

  it('say that a file is not used', () => {
    assert.deepEqual(placedTexts({ ...known, placedBy: null }), ['not used']);
  });
});
