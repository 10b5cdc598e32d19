import assert from 'node:assert/strict';
import { atOnce } from '../../../src/base/steps';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';
import { placeProgram } from '../../../src/symbols/placing/placeProgram';
import { hotFixture } from '../../support/symbols/hotPlaces';
import { fixtureSymbols } from '../../support/symbols/symbolFiles';

const IDLE_HLT = 0x10_0009;
const IN_KERNEL = -0x7000_0000;

/** VMX: an interrupt of the host, which any instruction can be at. */
function interruptedAt(...rips: readonly number[]): readonly ExitPlace[] {
  return rips.map((rip) => ({ isa: 'vmx', code: 1, rip, count: 1 }));
}

async function problemsWith(exits: readonly ExitPlace[] | undefined): Promise<readonly string[]> {
  const file = await fixtureSymbols('lab-guest.elf');
  assert.ok(file.is === 'program');
  const facts = { slide: undefined, exits, recorded: undefined, decoder: undefined };
  return atOnce(placeProgram(file, facts)).problems.map(({ code }) => code);
}

describe('placeProgram', () => {
  it('says of a program that holds none of the exits that it names nothing', async () => {
    const { places } = (await hotFixture('linux/vmx-linux-hlt')).passes.hotspots;
    assert.deepEqual(await problemsWith(places), ['no-exits']);
  });

  it('doubts the exits in a program where a kernel runs many', async () => {
    const exits = interruptedAt(IDLE_HLT, IN_KERNEL);
    assert.deepEqual(await problemsWith(exits), ['unchecked-symbols']);
  });

  it('does not doubt them where they are all there is, or stand at their instructions', async () => {
    const { places } = (await hotFixture('traces/vmx-hlt-ipi')).passes.hotspots;
    assert.deepEqual(await problemsWith(interruptedAt(IDLE_HLT)), []);
    assert.deepEqual(await problemsWith([...places, ...interruptedAt(IN_KERNEL)]), []);
  });

  it('says nothing where no exit was recorded, or there is no recording', async () => {
    assert.deepEqual(await problemsWith([]), []);
    assert.deepEqual(await problemsWith(undefined), []);
  });
});
