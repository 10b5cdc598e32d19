import assert from 'node:assert/strict';
import { CommandError } from '../../src/cli/CommandError';
import { fileRequests } from '../../src/cli/fileRequests';

const refusal = (...args: Parameters<typeof fileRequests>): string => {
  try {
    fileRequests(...args);
  } catch (error) {
    assert.ok(error instanceof CommandError);
    return error.message;
  }
  throw new Error('it was taken');
};

describe('fileRequests', () => {
  it('says of each file what the options say of it, by path or by name', () => {
    const files = fileRequests(['a/host.dat', 'a/guest.dat'], ['guest.dat'], ['a/guest.dat=-5us']);
    assert.deepEqual(files, [
      { path: 'a/host.dat', shift: undefined, isGuest: false },
      { path: 'a/guest.dat', shift: { by: '-5000', unit: 'ns' }, isGuest: true },
    ]);
  });

  it('takes the last equals sign for its own', () => {
    const [file] = fileRequests(['a=b.dat'], [], ['a=b.dat=7']);
    assert.deepEqual(file?.shift, { by: '7', unit: 'clock' });
  });

  it('refuses options about none or several of the files', () => {
    assert.match(refusal(['a.dat'], ['b.dat'], []), /"b\.dat" is none of the files\./);
    assert.match(refusal(['x/a.dat', 'y/a.dat'], ['a.dat'], []), /names several of the files\./);
  });

  it('refuses a shift that is none', () => {
    assert.match(refusal(['a.dat'], [], ['a.dat=soon']), /^--shift takes FILE=NUMBER/);
    assert.match(refusal(['a.dat'], [], ['5us']), /^--shift takes FILE=NUMBER/);
  });
});
