import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hexOfSigned, signedAddress, signedOfBig } from '../../src/base/signedAddress';

describe('signed addresses', () => {
  it('hold and spell every address of 48 bits, of both halves', () => {
    const canonical = fc.bigInt({ min: -(2n ** 47n), max: 2n ** 47n - 1n });
    fc.assert(
      fc.property(canonical, (address) => {
        const bits = BigInt.asUintN(64, address);
        const signed = signedAddress(Number(bits >> 32n), Number(bits & 0xffff_ffffn));
        assert.equal(BigInt(signed), address);
        assert.equal(signedOfBig(bits), signed);
        assert.equal(hexOfSigned(signed), `0x${bits.toString(16)}`);
      }),
    );
  });

  it('are refused where a double cannot hold them', () => {
    assert.equal(signedOfBig(0x00ff_ffff_ffff_fff1n), undefined);
  });
});
