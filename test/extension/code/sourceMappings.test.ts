import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import fc from 'fast-check';
import {
  learnedMapping,
  mappedPaths,
  readSourceMap,
} from '../../../src/extension/code/sourceMappings';

describe('Source mappings', () => {
  it('lead from a directory of the build machine to one of this', () => {
    const mappings = [{ from: '/src/idlelab', to: '/home/me/lab' }];

    assert.deepEqual(mappedPaths('/src/idlelab/guest/guest.c', mappings), [
      '/home/me/lab/guest/guest.c',
    ]);
    assert.deepEqual(mappedPaths('/src/idlelab/guest/../vmm/./proto.h', mappings), [
      '/home/me/lab/vmm/proto.h',
    ]);
  });

  it('try the longest directory first', () => {
    const mappings = [
      { from: '/build', to: '/a' },
      { from: '/build/linux/', to: '/b/' },
      { from: '/', to: '/c' },
    ];

    assert.deepEqual(mappedPaths('/build/linux/kernel/fork.c', mappings), [
      '/b/kernel/fork.c',
      '/a/linux/kernel/fork.c',
      '/c/build/linux/kernel/fork.c',
    ]);
  });

  it('mean whole names of directories', () => {
    assert.deepEqual(mappedPaths('/build/linux-6.1/a.c', [{ from: '/build/linux', to: '/b' }]), []);
  });

  it('lead from relative paths by a dot, and never out of what was mapped', () => {
    const mappings = [{ from: '.', to: '/home/me/linux' }];

    assert.deepEqual(mappedPaths('./arch/x86/kernel/process.c', mappings), [
      '/home/me/linux/arch/x86/kernel/process.c',
    ]);
    assert.deepEqual(mappedPaths('../../etc/passwd', mappings), []);
    assert.deepEqual(
      mappedPaths('/src/lab/../../etc/passwd', [{ from: '/src/lab', to: '/home/me/lab' }]),
      [],
    );
  });

  it('lead from drives of the build machine, whichever slashes it wrote', () => {
    const mappings = [{ from: 'C:\\edk2', to: '/home/me/edk2' }];
    const here = ['/home/me/edk2/MdePkg/Base.c'];

    assert.deepEqual(mappedPaths('C:\\edk2\\MdePkg\\Base.c', mappings), here);
    assert.deepEqual(mappedPaths('C:/edk2/MdePkg/Base.c', mappings), here);
    assert.deepEqual(learnedMapping('C:\\edk2\\MdePkg\\Base.c', here[0]!), {
      from: 'C:',
      to: '/home/me',
    });
  });

  it('are learned from one file, by what differs in front', () => {
    assert.deepEqual(learnedMapping('/src/idlelab/guest/guest.c', '/home/me/lab/guest/guest.c'), {
      from: '/src/idlelab',
      to: '/home/me/lab',
    });
    assert.deepEqual(
      learnedMapping('./arch/x86/kernel/process.c', '/home/me/linux/arch/x86/kernel/process.c'),
      { from: '.', to: '/home/me/linux' },
    );
  });

  it('are of the file alone when it has another name here', () => {
    const mapping = learnedMapping('/src/guest.c', '/home/me/other.c');

    assert.deepEqual(mappedPaths('/src/guest.c', [mapping]), ['/home/me/other.c']);
    assert.deepEqual(mappedPaths('/src/proto.h', [mapping]), []);
  });

  it('lead where they were learned, whatever the paths', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c', 'src'), { minLength: 1, maxLength: 6 })
      .map((segments) => `/${segments.join('/')}`);
    fc.assert(
      fc.property(path, path, (built, local) => {
        assert.deepEqual(mappedPaths(built, [learnedMapping(built, local)]), [local]);
      }),
    );
  });

  it('are read from settings: relative ones count from the folder', () => {
    const value = { '/build': 'linux', '/a': '/abs', '/b': 7, '/c': '', '/win': 'C:\\src' };

    assert.deepEqual(readSourceMap(value, '/ws'), [
      { from: '/build', to: '/ws/linux' },
      { from: '/a', to: '/abs' },
      { from: '/win', to: 'C:/src' },
    ]);
    assert.deepEqual(readSourceMap({ '/build': 'linux' }, undefined), []);
    assert.deepEqual(readSourceMap({ '/build': '~/linux' }, undefined), [
      { from: '/build', to: `${homedir()}/linux` },
    ]);
    assert.deepEqual(readSourceMap({ '/build': '.' }, '/ws'), [{ from: '/build', to: '/ws' }]);
    for (const none of [null, 'text', ['/a'], undefined]) {
      assert.deepEqual(readSourceMap(none, '/ws'), []);
    }
  });

  it('are read without dots, as VS Code names what it opens', () => {
    const value = { '/build': '../linux', '/a': '/abs/./b/../c', '/share': '//server/x/../src' };

    assert.deepEqual(readSourceMap(value, '/home/me/ws'), [
      { from: '/build', to: '/home/me/linux' },
      { from: '/a', to: '/abs/c' },
      { from: '/share', to: '//server/src' },
    ]);
  });
});
