import assert from 'node:assert/strict';
import { hasSymbols, symbolNodes } from '../../../src/extension/symbols/symbolNodes';
import type { SymbolNode } from '../../../src/extension/symbols/symbolNodes';
import { noWishes } from '../../../src/extension/symbols/Wishes';
import type { WishedFile, Wishes } from '../../../src/extension/symbols/Wishes';
import { noSymbols, otherMap, symbols, vmlinux } from './cannedSymbols';

const wished: Wishes = {
  ...noWishes,
  files: [
    { path: vmlinux.path, vm: null, origin: 'setting' },
    { path: otherMap.path, vm: 0, origin: 'given' },
    { path: '/tmp/notes.txt', vm: null, origin: 'given' },
  ],
};
const labels = (nodes: readonly SymbolNode[]): readonly string[] => nodes.map(({ label }) => label);

describe('symbolNodes', () => {
  it('lead to files where there are none', () => {
    const nodes = symbolNodes(noSymbols, noWishes);

    assert.equal(hasSymbols(noSymbols), false);
    assert.deepEqual(
      nodes.map(({ label, description, command }) => [label, description, command]),
      [
        ['Add Guest Symbols…', '', 'exitscope.addSymbols'],
        ['VM 0', 'no symbols', undefined],
      ],
    );
  });

  it('show of each VM its files and how they are placed', () => {
    const vm = symbolNodes(symbols, wished).at(-1)!;

    assert.equal(vm.label, 'VM 0');
    assert.deepEqual(
      vm.children.map(({ label, description }) => [label, description]),
      [
        ['vmlinux', 'slide +0x1a00000 (99.9 %) · from the exits'],
        ['linux.map', 'not used'],
      ],
    );
  });

  it('show of a file its problems first, then where it comes from and what it is', () => {
    const [image, mismatch] = symbolNodes(symbols, wished).at(-1)!.children;

    assert.deepEqual(labels(image!.children), [
      'From the setting exitscope.symbols',
      'ELF file with code, no source lines',
      '11.5 of 12 places where the guest exited fit',
      '215 of 216 places are at the start of an instruction',
      'Build ID 3f2a',
    ]);
    assert.equal(mismatch!.icon, 'error');
    assert.equal(mismatch!.isOpen, true);
    assert.deepEqual(labels(mismatch!.children).slice(0, 2), [
      'Not that kernel.',
      'Named for this trace',
    ]);
  });

  it('say of a file that nothing checked it', () => {
    const unchecked = {
      ...vmlinux,
      kind: 'kallsyms',
      buildId: null,
      checked: 0,
      places: 0,
    } as const;
    const [image] = symbolNodes({ ...symbols, images: [unchecked] }, noWishes).at(-1)!.children;

    assert.deepEqual(labels(image!.children), [
      'kallsyms',
      'No exit tells whether it is what the guest ran',
    ]);
  });

  it('show files that cannot be read, with the reason', () => {
    const [unreadable] = symbolNodes(symbols, wished);

    assert.deepEqual(
      [unreadable!.label, unreadable!.icon, labels(unreadable!.children)],
      ['notes.txt', 'error', ['It holds no symbols.', 'Named for this trace']],
    );
  });

  it('show what is wrong with the wishes: of a file in use below it, of others by themselves', () => {
    const note = { severity: 'warning', code: 'x' } as const;
    const nodes = symbolNodes(symbols, {
      ...wished,
      notes: [
        { ...note, path: vmlinux.path, message: 'It changed.' },
        { ...note, path: null, message: 'Entry 2 is no path.' },
        { ...note, path: '/gone', message: 'It is gone.' },
      ],
    });

    assert.deepEqual(labels(nodes).slice(0, 2), ['Entry 2 is no path.', 'It is gone.']);
    assert.equal(nodes.at(-1)!.children[0]!.children[0]!.label, 'It changed.');
    assert.equal(nodes[1]!.given, '/gone');
  });

  it('lead to the trust of a folder where the setting is left out for the lack of it', () => {
    const note = {
      path: null,
      severity: 'info',
      code: 'symbols-untrusted',
      message: 'It is left out.',
    } as const;
    const [node] = symbolNodes(symbols, { ...wished, notes: [note] });

    assert.deepEqual([node!.label, node!.command], ['It is left out.', 'workbench.trust.manage']);
  });

  it('let those be removed that the user named, and slides be chosen of kernels that move', () => {
    const standIn: WishedFile = { ...wished.files[1]!, origin: 'stand-in', standsFor: '/was/map' };
    const ownTable = { ...vmlinux, path: '/kallsyms', kind: 'kallsyms' as const };
    const images = [vmlinux, otherMap, { ...vmlinux, module: 'kvm' }, ownTable];
    const { children } = symbolNodes(
      { ...symbols, images },
      { ...wished, files: [wished.files[0]!, standIn] },
    ).at(-1)!;

    assert.deepEqual(
      children.map(({ context, given }) => [context, given]),
      [
        ['symbolFile ofSetting canSlide', undefined],
        ['symbolFile given canSlide', '/was/map'],
        ['symbolFile ofSetting', undefined],
        ['symbolFile canSlide', undefined],
      ],
    );
  });

  it('have ids of their own', () => {
    const ids = new Set<string>();
    const visit = (nodes: readonly SymbolNode[]): void => {
      for (const { id, children } of nodes) {
        assert.ok(!ids.has(id), id);
        ids.add(id);
        visit(children);
      }
    };
    visit(symbolNodes({ ...symbols, images: [vmlinux, vmlinux, otherMap] }, wished));
  });
});
