import assert from 'node:assert/strict';
import { targetName } from '../../../src/extension/disassembly/targetName';

describe('targetName', () => {
  const nameIn = (text: string): string | undefined => {
    const name = targetName(text);
    return name && text.slice(name.start, name.end);
  };

  it('is the function that an instruction leads to', () => {
    assert.equal(
      nameIn('00100003  e8 f8 00 00 00  call 0x100100  ; → schedule+0x4'),
      'schedule+0x4',
    );
  });

  it('has the module of the function', () => {
    assert.equal(
      nameIn('00100003  75 c4  jne 0x100100  ; → vring_interrupt+0x4d [virtio_ring]'),
      'vring_interrupt+0x4d [virtio_ring]',
    );
  });

  it('is none where nobody knows the address', () => {
    assert.equal(
      nameIn('00100003  e8 00 00 00 00  call 0x100008  ; → mutex_lock (address not known)'),
      undefined,
    );
  });
});
