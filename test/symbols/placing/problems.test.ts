import assert from 'node:assert/strict';
import { problems } from '../../../src/symbols/placing/problems';

describe('what is wrong with a file of symbols', () => {
  it('is told in words that hold in the editor and on a terminal', () => {
    const candidate = { slide: 0x200000, fitting: 1, confidence: 0.93661 };
    const told = [problems.noExits(), problems.ambiguous([]), problems.ambiguous([candidate])];

    for (const { message } of told) assert.doesNotMatch(message, /--|option|command/);
    assert.match(told[2]!.message, /0x200000 \(93\.6 %\)/);
  });

  it('offers one slide as one, and several as several', () => {
    const [one, two] = [0x200000, 0x400000].map((slide) => ({
      slide,
      fitting: 1,
      confidence: 0.45,
    }));
    for (const told of [problems.ambiguous, problems.otherBootPerhaps]) {
      assert.match(told([one!]).message, /[Tt]oo few exits .* the slide 0x200000 .*Choose it/);
      assert.match(told([one!, two!]).message, /slides .*0x200000 .*, 0x400000 .*Choose one/);
    }
  });
});
