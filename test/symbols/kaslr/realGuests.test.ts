import assert from 'node:assert/strict';
import { atOnce } from '../../../src/base/steps';
import { findSlide } from '../../../src/symbols/kaslr/findSlide';
import type { FoundSlide } from '../../../src/symbols/kaslr/findSlide';
import { isInKernelArea, kernelSlides } from '../../../src/symbols/kaslr/kernelSlides';
import { slideEvidence } from '../../../src/symbols/kaslr/SlideEvidence';
import type { Vote } from '../../../src/symbols/kaslr/SlideEvidence';
import { symbolModel } from '../../../src/symbols/kaslr/symbolModel';
import { hotFixture } from '../../support/symbols/hotPlaces';
import { fixtureSymbols } from '../../support/symbols/symbolFiles';

/** Where each guest's `_text` was. */
const guests = [
  ['linux/vmx-linux-hlt', 'cloud', 0xffffffff9f600000n],
  ['linux/vmx-linux-passthrough', 'cloud', 0xffffffff81000000n],
  ['pairs/kvm.host', 'amd64', 0xffffffffaf200000n],
  ['pairs/ptp.host', 'amd64', 0xffffffff8d800000n],
] as const;

/** Tables of each kernel, and one that is of none of these guests'. */
const tables = [
  ['vmx-linux-hlt.kallsyms', 'cloud'],
  ['linux-6.1-cloud.System.map', 'cloud'],
  ['pairs-kvm.kallsyms', 'amd64'],
  ['pairs-ptp.kallsyms', 'amd64'],
  ['linux-6.1-other.System.map', 'other'],
] as const;

/** Every vote alone, and every two of them. */
function subsets(votes: readonly Vote[]): readonly (readonly Vote[])[] {
  const pairs = votes.flatMap((one, index) => votes.slice(index + 1).map((other) => [one, other]));
  return [...votes.map((one) => [one]), ...pairs];
}

describe('the slides of real guests', () => {
  for (const [recording, kernel, text] of guests) {
    it(`are found right or not at all from any one or two places of ${recording}`, async () => {
      const { passes } = await hotFixture(recording);
      const { votes } = slideEvidence(passes.hotspots.places, isInKernelArea);
      let found = 0;
      for (const [name, of] of tables) {
        const file = await fixtureSymbols(name);
        assert.ok(file.is === 'text' && file.kernel !== undefined);
        const model = symbolModel(file.table.columns)!;
        const right = Number(BigInt.asIntN(64, text)) - file.kernel.start;
        for (const some of subsets(votes)) {
          const evidence = { votes: some.map((vote) => ({ ...vote, weight: 1 })), code: [] };
          const slide: FoundSlide = atOnce(findSlide(model, evidence, kernelSlides(file.kernel)));
          const { verdict, candidates } = slide;
          if (verdict !== 'found') continue;
          const places = some.map(({ rip }) => rip.toString(16)).join(', ');
          assert.equal(candidates[0]!.slide, right, `${name} by ${places}`);
          if (of === kernel) found++;
        }
      }
      assert.ok(found > 0, 'no slide was found');
    });
  }
});
