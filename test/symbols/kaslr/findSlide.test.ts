import assert from 'node:assert/strict';
import { atOnce } from '../../../src/base/steps';
import type { CodeModel } from '../../../src/symbols/kaslr/CodeModel';
import { findSlide } from '../../../src/symbols/kaslr/findSlide';
import type { FoundSlide } from '../../../src/symbols/kaslr/findSlide';
import { slideEvidence } from '../../../src/symbols/kaslr/SlideEvidence';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';

const STEP = 0x20_0000;
const SLIDES = Array.from({ length: 400 }, (_, index) => index * STEP);
const CODE_BYTES = 0x100_0000;
const VMX = { hlt: 12, rdmsr: 31, wrmsr: 32, interrupt: 1 };

/** A file whose instructions stand at the given addresses. */
function modelOf(places: Readonly<Record<string, readonly number[]>>, chance: number): CodeModel {
  return {
    knows: (instruction) => places[instruction] !== undefined,
    fits: (instruction, address) => places[instruction]!.includes(address),
    chance: () => chance,
    likely: () => 0.9,
    isCode: (address) => address >= 0 && address < CODE_BYTES,
  };
}

function exit(code: number, rip: number, count = 1): ExitPlace {
  return { isa: 'vmx', code, rip, count };
}

const found = (model: CodeModel, exits: readonly ExitPlace[]): FoundSlide =>
  atOnce(
    findSlide(
      model,
      slideEvidence(exits, () => true),
      SLIDES,
    ),
  );

describe('findSlide', () => {
  const own = { hlt: [0x100a], rdmsr: [0x2003, 0x8003], wrmsr: [0x3004] };

  it('finds the slide at which the exits stand at their instructions', () => {
    const slide = 77 * STEP;
    const exits = [exit(VMX.hlt, slide + 0x100a), exit(VMX.wrmsr, slide + 0x3004)];
    const { verdict, candidates, votes } = found(modelOf(own, 1e-4), exits);
    assert.equal(verdict, 'found');
    assert.equal(candidates[0]!.slide, slide);
    assert.ok(candidates[0]!.confidence > 0.99 && candidates[0]!.confidence < 1);
    assert.deepEqual([candidates[0]!.fitting, votes], [2, 2]);
  });

  it('is not surer for a million exits of one place than for one', () => {
    const slide = 5 * STEP;
    const model = modelOf(own, 1 / 300);
    const confidenceOf = (count: number): number =>
      found(model, [exit(VMX.hlt, slide + 0x100a, count)]).candidates[0]!.confidence;
    assert.equal(confidenceOf(1_000_000), confidenceOf(1));
  });

  it('says that one common instruction is too little, and names the candidates', () => {
    const slide = 5 * STEP;
    const twice = modelOf({ hlt: [0x100a, 0x100a + STEP] }, 1 / 300);
    const { verdict, candidates } = found(twice, [exit(VMX.hlt, slide + 0x100a)]);
    assert.equal(verdict, 'ambiguous');
    assert.deepEqual(candidates.map((one) => one.slide).slice(0, 2), [slide - STEP, slide]);
    assert.equal(candidates[0]!.confidence, candidates[1]!.confidence);
  });

  it('refuses a file whose instructions are elsewhere at any slide', () => {
    const slide = 9 * STEP;
    const exits = [exit(VMX.hlt, slide + 0x1111), exit(VMX.wrmsr, slide + 0x3333)];
    const { verdict } = found(modelOf(own, 1e-4), exits);
    assert.equal(verdict, 'mismatch');
  });

  it('refuses a file that fits in a part only: another build of the kernel', () => {
    const slide = 9 * STEP;
    const exits = [
      exit(VMX.rdmsr, slide + 0x2003),
      exit(VMX.hlt, slide + 0x4444),
      exit(VMX.wrmsr, slide + 0x3333),
    ];
    assert.equal(found(modelOf(own, 1e-5), exits).verdict, 'mismatch');
  });

  it('passes over slides at which the guest would run where there is no code', () => {
    const slide = 2 * STEP;
    const model = modelOf({ hlt: [0x100a, 0x100a + STEP] }, 1e-5);
    const exits = [exit(VMX.hlt, slide + 0x100a), exit(VMX.interrupt, slide)];
    const below = found(model, [...exits, exit(VMX.interrupt, slide + CODE_BYTES - 1)]);
    assert.equal(below.candidates[0]!.slide, slide);
    assert.ok(below.candidates[0]!.confidence > 0.95);
  });

  it('knows nothing where no exit tells', () => {
    assert.equal(found(modelOf(own, 1e-4), [exit(VMX.interrupt, 5)]).verdict, 'unknown');
    assert.equal(found(modelOf({}, 1e-4), [exit(VMX.hlt, 5)]).verdict, 'unknown');
  });
});

describe('slideEvidence', () => {
  it('counts the places of one piece of code as one vote', () => {
    const exits = [
      exit(VMX.hlt, 0x1000),
      exit(VMX.hlt, 0x1010),
      exit(VMX.hlt, 0x9000),
      exit(VMX.hlt, 0x9000),
      exit(VMX.wrmsr, 0x1008),
    ];
    const { votes } = slideEvidence(exits, () => true);
    assert.deepEqual(votes, [
      { instruction: 'hlt', rip: 0x1000, weight: 0.5 },
      { instruction: 'hlt', rip: 0x1010, weight: 0.5 },
      { instruction: 'hlt', rip: 0x9000, weight: 1 },
      { instruction: 'wrmsr', rip: 0x1008, weight: 1 },
    ]);
  });

  it('leaves out what is not in the range that the code is looked for in', () => {
    const { votes, code } = slideEvidence(
      [exit(VMX.hlt, 0x1000), exit(VMX.hlt, 0x9000)],
      (rip) => rip < 0x2000,
    );
    assert.deepEqual([votes.length, [...code]], [1, [0x1000]]);
  });
});
