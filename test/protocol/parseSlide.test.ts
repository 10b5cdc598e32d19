import assert from 'node:assert/strict';
import { parseSlide } from '../../src/protocol/parseSlide';

describe('parseSlide', () => {
  it('takes hex with or without a sign, and spells it as the protocol does', () => {
    for (const [text, slide] of [
      ['0x1a00000', '0x1a00000'],
      [' +0x1A00000 ', '0x1a00000'],
      ['-0x200000', '-0x200000'],
      ['0x0', '0x0'],
    ] as const) {
      assert.deepEqual(parseSlide(text), { slide });
    }
  });

  it('doubts what KASLR would not pick', () => {
    for (const text of ['0x1a00001', '0x40000000', '-0x40000000', '0x7fffffe00000']) {
      const parsed = parseSlide(text);

      assert.ok('slide' in parsed);
      assert.match(parsed.doubt ?? '', /multiple of 2 MiB .* less than 1 GiB/);
    }
  });

  it('refuses what is no slide', () => {
    for (const text of ['', '1a00000', '3000000', '0x', '0xffffffff81000000', '0x1g', '--0x1']) {
      assert.ok('problem' in parseSlide(text), text);
    }
  });
});
