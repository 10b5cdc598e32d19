import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';

const repository = path.join(__dirname, '..');

interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly icon: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

describe('the package', () => {
  const manifest = JSON.parse(text('package.json')) as Manifest;

  it('has its version on top of the changelog', () => {
    const released = /^## \[?(\d+\.\d+\.\d+)/m.exec(text('CHANGELOG.md'));

    assert.equal(released?.[1], manifest.version);
  });

  it('ships what it runs and what a user reads, nothing else', async function () {
    // The packager is started as a command.
    this.timeout(60_000);
    const shipped = await listFiles({ cwd: repository, packageManager: PackageManager.None });

    const unexpected = shipped.filter((file) => !/^(dist|media|syntaxes)\//.test(file));
    assert.deepEqual(unexpected.sort(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    assert.deepEqual(
      shipped.filter((file) => file.startsWith('dist/')).sort(),
      [
        ...[
          'cli.js',
          'compare.css',
          'compare.js',
          'extension.js',
          'iced_x86_bg.wasm',
          'iced_x86_bg.wasm.LICENSE.txt',
        ],
        ...['webview.css', 'webview.js', 'worker.js'],
      ].map((name) => `dist/${name}`),
    );
    for (const named of [manifest.main, manifest.icon, ...Object.values(manifest.bin)]) {
      assert.ok(shipped.includes(path.normalize(named)), `${named} is shipped`);
    }
  });

  it('needs no package at run time: all is bundled', () => {
    assert.deepEqual(manifest.dependencies ?? {}, {});
  });

  it('is compiled against the oldest VS Code it runs in', () => {
    const typesVersion = manifest.devDependencies['@types/vscode']?.replace('~', '');

    assert.equal(manifest.engines.vscode, `^${typesVersion}`);
  });

  it('is locked without naming a registry', () => {
    assert.doesNotMatch(text('package-lock.json'), /"resolved"/);
  });
});

function text(file: string): string {
  return readFileSync(path.join(repository, file), 'utf8');
}
