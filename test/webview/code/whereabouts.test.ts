import assert from 'node:assert/strict';
import { whereaboutTexts } from '../../../webview/code/whereabouts';
import { cannedCodeAt } from '../canned/cannedCode';

const halt = cannedCodeAt({ vm: 0, rip: '0xffffffff9e1d2a4b' }, true);
const unknown = cannedCodeAt({ vm: 0, rip: '0x400000' }, true);

describe('whereaboutTexts', () => {
  it('tells the symbol and every function that was inlined, the innermost first', () => {
    assert.deepEqual(texts(halt), [
      'default_idle+0xb',
      'native_safe_halt at /build/linux-6.1/arch/x86/include/asm/irqflags.h:52',
      'inlined into default_idle at /build/linux-6.1/arch/x86/kernel/process.c:730',
    ]);
  });

  it('does not say the function of a symbol twice', () => {
    const store = cannedCodeAt({ vm: 0, rip: '0xffffffff9d4c1a70' }, true);

    assert.deepEqual(texts(store), [
      'copy_user_enhanced_fast_string+0x10',
      '/build/linux-6.1/arch/x86/lib/copy_user_64.S:174',
    ]);
  });

  it('says once why nothing is known', () => {
    const code = { ...unknown, whyNoLine: 'No file of symbols has lines.' };

    assert.deepEqual(whereaboutTexts(code), [
      { text: 'No file of symbols covers this address.', isQuiet: true },
    ]);
  });

  it('says why there is a symbol and no line', () => {
    const whyNoLine = 'vmlinux has no debug information.';

    assert.deepEqual(texts({ ...halt, frames: [], whyNoLine }), ['default_idle+0xb', whyNoLine]);
  });

  it('says that it waits, and what failed', () => {
    assert.deepEqual(texts(null), ['Its code is told once the whole trace is read.']);
    assert.deepEqual(texts('The worker ended.'), ['The worker ended.']);
  });
});

function texts(known: Parameters<typeof whereaboutTexts>[0]): readonly string[] {
  return whereaboutTexts(known).map(({ text }) => text);
}
