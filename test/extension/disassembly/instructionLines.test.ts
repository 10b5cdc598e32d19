import assert from 'node:assert/strict';
import { instructionLine } from '../../../src/extension/disassembly/instructionLines';
import { cannedListing } from './cannedListing';

describe('the line of an instruction', () => {
  const { text } = cannedListing().disassembly;

  it('is found by its address', () => {
    assert.equal(instructionLine(text, '0xffffffff81000002'), 9);
    assert.equal(instructionLine(text, '0xffffffff81000000'), 4);
  });

  it('is that of the instruction which the address is inside of', () => {
    assert.equal(instructionLine(text, '0xffffffff81000005'), 12);
  });

  it('is none before the first instruction, and none far behind the last', () => {
    assert.equal(instructionLine(text, '0xffffffff80ffffff'), undefined);
    assert.equal(instructionLine(text, '0xffffffff81000100'), undefined);
  });

  it('is none where no instruction is listed', () => {
    assert.equal(instructionLine('; Open a.trace.dat\n', '0x0'), undefined);
  });
});
