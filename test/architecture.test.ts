import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise } from './support/cruise';

const repository = path.join(__dirname, '..');

describe('the layers', function () {
  this.timeout(60_000);

  it('hold in src and webview', () => {
    const { moduleCount, violations } = cruise(repository);

    // Without modules there is nothing to violate: the tool says so when it cannot read TypeScript.
    assert.ok(moduleCount > 20, `only ${moduleCount} modules seen`);
    assert.deepEqual(violations, []);
  });

  it('are violated by each of these imports, and by nothing else', () => {
    const planted: Record<string, string> = {
      'src/base/upwards.ts': '../kvm/clean',
      'src/kvm/sideways.ts': '../formats/clean',
      'src/events/upwards.ts': '../ingest/clean',
      'src/vcpu/skipping.ts': '../formats/clean',
      'src/symbols/upwards.ts': '../events/clean',
      'src/analyses/idle/sibling.ts': '../conflict/clean',
      'src/lines/columns.ts': '../events/clean',
      'src/protocol/upwards.ts': '../queries/clean',
      'src/notes/aTrace.ts': '../queries/clean',
      'src/engine/intoNode.ts': './node/clean',
      'src/engine/toTheUser.ts': '../cli/clean',
      'src/export/intoNode.ts': '../engine/node/clean',
      'src/extension/pastTheEngine.ts': '../queries/clean',
      'src/strange/unknownFolder.ts': '../base/clean',
      'webview/intoTheEngine.ts': '../src/engine/clean',
      'src/engine/editor.ts': 'vscode',
      'src/queries/files.ts': 'node:fs',
      'webview/files.ts': 'node:path',
      'src/queries/csv.ts': 'papaparse',
      'src/symbols/decoding.ts': 'iced-x86',
      'webview/tables/drawing.ts': 'chart.js',
      'webview/tables/button.ts': '@vscode/webview-ui-toolkit',
      'src/kvm/nowhere.ts': './absent',
    };
    const allowed: Record<string, string> = {
      'src/events/clean.ts': '../kvm/clean',
      'src/analyses/conflict/clean.ts': '../../vcpu/clean',
      'src/symbols/clean.ts': '../formats/clean',
      'src/engine/clean.ts': '../queries/clean',
      'src/engine/node/clean.ts': '../clean',
      'src/engine/node/files.ts': 'node:fs',
      'src/cli/clean.ts': '../engine/node/clean',
      'src/extension/clean.ts': '../engine/node/clean',
      'src/extension/language/clean.ts': '../../lines/clean',
      'src/lines/clean.ts': '../kvm/clean',
      'src/extension/editor.ts': 'vscode',
      'src/base/csvText.ts': 'papaparse',
      'src/symbols/disassembly/InstructionDecoder.ts': 'iced-x86',
      'webview/charts/drawing.ts': 'chart.js',
      'webview/controls.ts': '@vscode/webview-ui-toolkit',
      'webview/clean.ts': '../src/protocol/clean',
    };
    const leaves = ['base', 'formats', 'kvm', 'ingest', 'vcpu', 'protocol', 'queries'];

    const { violations } = inScratchFolder((folder) => {
      symlinkSync(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'));
      for (const [file, imported] of Object.entries({ ...planted, ...allowed })) {
        plant(
          folder,
          file,
          `import type * as imported from '${imported}';\nexport type { imported };`,
        );
      }
      for (const leaf of leaves) plant(folder, `src/${leaf}/clean.ts`, 'export const leaf = 0;');
      return cruise(folder);
    });

    const caught = violations.map(({ from }) => from);
    assert.deepEqual(caught.sort(), Object.keys(planted).sort());
  });

  it('have no cycles', () => {
    const { violations } = inScratchFolder((folder) => {
      plant(folder, 'src/kvm/a.ts', "import './b';");
      plant(folder, 'src/kvm/b.ts', "import './a';");
      return cruise(folder);
    });

    assert.ok(violations.some(({ rule }) => rule === 'no cycles'));
  });
});

function inScratchFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'exitscope-layers-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function plant(folder: string, file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
