import assert from 'node:assert/strict';
import { readSymbolSetting } from '../../../src/extension/symbols/readSymbolSetting';
import { settingFiles } from '../../../src/extension/symbols/settingFiles';
import type { PathKind, SettingFiles } from '../../../src/extension/symbols/settingFiles';
import { isForTrace, settingPath } from '../../../src/extension/symbols/settingPath';

const places = { folder: '/data', home: '/home/me' };

describe('the setting exitscope.symbols', () => {
  it('is a list of paths, and of files for some traces or a VM', () => {
    const setting = ['vmlinux', { trace: 'boot*', vm: 1, files: ['~/map'] }, { files: ['a', 'b'] }];

    assert.deepEqual(readSymbolSetting(setting), {
      entries: [
        { files: ['vmlinux'], trace: undefined, vm: null },
        { files: ['~/map'], trace: 'boot*', vm: 1 },
        { files: ['a', 'b'], trace: undefined, vm: null },
      ],
      problems: [],
    });
    assert.deepEqual(readSymbolSetting(undefined), { entries: [], problems: [] });
  });

  it('is read but for its mistakes, which are told', () => {
    const { entries, problems } = readSymbolSetting([
      ...['vmlinux', 7, { files: [] }, { files: ['a'], vm: -1 }],
      ...[{ files: ['a'], trace: 7 }, { file: 'a' }, '{a', '  '],
    ]);

    assert.deepEqual(
      entries.map(({ files }) => files),
      [['vmlinux']],
    );
    assert.deepEqual(
      problems.map((problem) => /^Entry (\d) /.exec(problem)?.[1]),
      ['2', '3', '4', '5', '6', '7', '8'],
    );
    assert.deepEqual(readSymbolSetting({ files: ['a'] }).problems, ['It is no list of files.']);
  });
});

describe('settingPath', () => {
  it('counts from the open folder, the home folder or the root', () => {
    for (const [text, path] of [
      ['build/vmlinux', '/data/build/vmlinux'],
      ['./a/../**/*.map', '/data/**/*.map'],
      ['${workspaceFolder}/../linux/vmlinux', '/linux/vmlinux'],
      ['~/linux/vmlinux', '/home/me/linux/vmlinux'],
      ['/boot/System.map', '/boot/System.map'],
    ] as const) {
      assert.deepEqual(settingPath(text, places), { path });
    }
  });

  it('says why there is none', () => {
    for (const [text, why] of [
      ['${env:HOME}/a', /has \$\{env:HOME\}; only \$\{workspaceFolder\} is known/],
      ['a/${workspaceFolder}', /in the middle/],
    ] as const) {
      const wanted = settingPath(text, places);
      assert.match('problem' in wanted ? wanted.problem : '', why);
    }
    const relative = settingPath('a', { ...places, folder: undefined });
    assert.match('problem' in relative ? relative.problem : '', /no folder is open/);
  });

  it('says which traces an entry is for, by name or by path', () => {
    const trace = '/data/runs/boot-1.trace.dat';
    for (const pattern of [undefined, 'boot-*.dat', 'runs/*', '**/boot-1.trace.dat', '/data/**']) {
      assert.ok(isForTrace(pattern, trace, places), pattern);
    }
    for (const pattern of ['boot', 'runs/idle*', '~/**', '${env:A}/*']) {
      assert.ok(!isForTrace(pattern, trace, places), pattern);
    }
  });
});

describe('settingFiles', () => {
  const files = ['/data/a.map', '/data/b.map', '/data/{x}'];
  const kinds: Readonly<Record<string, PathKind>> = {
    '/data/build': 'folder',
    '/data/round': 'loop',
    '/data/pipe': 'other',
  };
  const filesOf = (setting: unknown): Promise<SettingFiles> =>
    settingFiles(readSymbolSetting(setting).entries, {
      places,
      trace: '/data/first.trace.dat',
      find: async (pattern) => ({
        files: /^\/data\/(link\/)?\*\.map$/.test(pattern)
          ? ['a.map', 'b.map'].map((name) => pattern.replace('*.map', name))
          : [],
        isCut: pattern.startsWith('/**'),
      }),
      kindOf: async (path) => (files.includes(path) ? 'file' : (kinds[path] ?? 'nothing')),
      realPath: async (path) => path.replace('/data/link/', '/data/'),
    });

  it('are those that the entries for the trace name', async () => {
    const found = await filesOf([
      'a.map',
      { vm: 1, files: ['*.map'] },
      { trace: 'second*', files: ['/gone'] },
      '{x}',
    ]);

    assert.deepEqual(found, {
      files: [
        { path: '/data/a.map', vm: null },
        { path: '/data/a.map', vm: 1 },
        { path: '/data/b.map', vm: 1 },
        { path: '/data/{x}', vm: null },
      ],
      notes: [],
    });
  });

  it('are used once, whichever links lead to them', async () => {
    const { files: found } = await filesOf(['b.map', 'link/*.map', { vm: 1, files: ['*.map'] }]);

    assert.deepEqual(found, [
      { path: '/data/b.map', vm: null },
      { path: '/data/link/a.map', vm: null },
      { path: '/data/a.map', vm: 1 },
      { path: '/data/b.map', vm: 1 },
    ]);
  });

  it('tell of what is no file what it is', async () => {
    const { files: found, notes } = await filesOf(['build', 'round', 'pipe']);

    assert.deepEqual(found, []);
    assert.deepEqual(
      notes.map(({ message }) => message),
      [
        'exitscope.symbols: /data/build is a folder; /data/build/* stands for the files in it.',
        'exitscope.symbols: /data/round is a link that leads back to itself.',
        'exitscope.symbols: /data/pipe is a pipe or a device, not a file.',
      ],
    );
  });

  it('tell what was not found, or was too much', async () => {
    const { files: found, notes } = await filesOf(['gone', '*.elf', '/**/vmlinux', '${a}/b']);

    assert.deepEqual(found, []);
    assert.deepEqual(
      notes.map(({ message }) => message),
      [
        'exitscope.symbols: there is no file /data/gone.',
        'exitscope.symbols: no file fits /data/*.elf.',
        'exitscope.symbols: /**/vmlinux fits too much: 0 files of it are used.',
        'exitscope.symbols: “${a}/b” has ${a}; only ${workspaceFolder} is known.',
      ],
    );
  });
});
