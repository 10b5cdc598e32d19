import assert from 'node:assert/strict';
import { slideChoices } from '../../../src/extension/symbols/slideChoices';
import {
  symbolFaults,
  symbolsWarning,
  unusedFiles,
} from '../../../src/extension/symbols/symbolsWarning';
import { noWishes } from '../../../src/extension/symbols/Wishes';
import { noSymbols, otherMap, symbols, vmlinux } from './cannedSymbols';

describe('symbolsWarning', () => {
  const warningOf = (...of: Parameters<typeof symbolFaults>): string | undefined =>
    symbolsWarning(symbolFaults(...of), new Set());

  it('names a file that is not what the guest ran', () => {
    const ofMap = { ...noSymbols, images: [otherMap] };

    assert.equal(
      warningOf(ofMap, noWishes),
      'linux.map is not the kernel that VM 0 ran. It is not used.',
    );
    assert.equal(unusedFiles(ofMap), 1);
  });

  it('blames the slide, not the file, where no kernel can have the slide that was given', () => {
    const message = 'KASLR cannot choose it. It is not used.';
    const problems = [{ severity: 'error' as const, code: 'impossible-slide', message }];

    assert.equal(
      warningOf({ ...noSymbols, images: [{ ...otherMap, problems }] }, noWishes),
      `linux.map: ${message}`,
    );
  });

  it('says nothing where all is well, nor of a file for all VMs that another one ran', () => {
    const others = [vmlinux, { ...otherMap, vm: 1, path: vmlinux.path }];

    assert.equal(warningOf({ ...noSymbols, images: [vmlinux] }, noWishes), undefined);
    assert.equal(warningOf({ ...noSymbols, images: others }, noWishes), undefined);
  });

  it('names the first of several, files that cannot be read and what became of remembered ones too', () => {
    assert.equal(
      warningOf(symbols, noWishes),
      'notes.txt is not used: It holds no symbols. There is something wrong with one more file.',
    );
    assert.equal(
      warningOf(noSymbols, {
        ...noWishes,
        notes: [
          { path: '/a', severity: 'error', code: 'symbols-gone', message: 'a is gone: it was /a.' },
          { path: null, severity: 'warning', code: 'symbols-setting', message: 'Entry 2.' },
        ],
      }),
      'a is gone: it was /a.',
    );
  });
});

describe('symbolsWarning of a file that is added beside others', () => {
  const before = symbolFaults(symbols, noWishes);
  const added = { path: '/s/zero.map', message: 'It is empty.' };
  const faults = symbolFaults({ ...symbols, unreadable: [...symbols.unreadable, added] }, noWishes);

  it('is of that one alone', () => {
    assert.equal(symbolsWarning(faults, new Set(before)), 'zero.map is not used: It is empty.');
  });

  it('is none where nothing is wrong that was not told', () => {
    assert.equal(symbolsWarning(faults, new Set(faults)), undefined);
  });
});

describe('slideChoices', () => {
  it('are those that fit, the surest first, with the one in use', () => {
    const ambiguous = {
      ...vmlinux,
      candidates: [
        { slide: '-0x200000', confidence: 0.25 },
        { slide: '0x1a00000', confidence: 0.5 },
      ],
    };
    const module = { ...vmlinux, module: 'kvm', slide: '0xffffffffc0000000' };

    assert.deepEqual(slideChoices({ ...noSymbols, images: [ambiguous, module] }, 0), [
      { slide: '0x1a00000', label: '+0x1a00000', description: '99.9 % by the exits, in use' },
      { slide: '-0x200000', label: '-0x200000', description: '25.0 % by the exits' },
    ]);
    assert.deepEqual(slideChoices({ ...noSymbols, images: [ambiguous] }, 1), []);
  });
});
