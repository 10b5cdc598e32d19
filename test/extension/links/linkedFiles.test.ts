import assert from 'node:assert/strict';
import { linkedFiles } from '../../../src/extension/links/linkedFiles';

describe('linkedFiles', () => {
  it('takes an absolute path as it is, whatever is open', () => {
    assert.deepEqual(linkedFiles('/traces/x/../a.dat', ['/home/a']), ['/traces/a.dat']);
  });

  it('looks for a relative path in every folder of the workspace', () => {
    assert.deepEqual(linkedFiles('idle/a.dat', ['/home/a', '/home/b']), [
      '/home/a/idle/a.dat',
      '/home/b/idle/a.dat',
    ]);
  });

  it('says that a folder must be opened first', () => {
    assert.throws(() => linkedFiles('a.dat', []), /Open that folder first/);
  });

  it('leads neither out of the folder nor to another machine', () => {
    const folders = ['/home/a'];
    assert.throws(() => linkedFiles('../b/a.dat', folders), /out of the folder/);
    assert.throws(() => linkedFiles('x\\..\\..\\a.dat', folders), /out of the folder/);
    assert.throws(() => linkedFiles('//server/share/a.dat', folders), /another machine/);
    assert.throws(() => linkedFiles('\\\\server\\share\\a.dat', folders), /another machine/);
    assert.throws(() => linkedFiles('C:\\a.dat', folders), /path of Windows/);
  });
});
