import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parameterNames, parametersFrom } from '../../src/engine/parametersFrom';
import { clockSlackNs, defaultParameters } from '../../src/vcpu/AnalysisParameters';

const root = path.join(__dirname, '../..');

describe('parameters of the analyses', () => {
  it('are the defaults with what is set', () => {
    assert.deepEqual(parametersFrom({}), defaultParameters);
    assert.deepEqual(parametersFrom({ edge_k: 7 }), { ...defaultParameters, edge_k: 7 });
  });

  it('are whole numbers under their names, and nothing else', () => {
    for (const wrong of [{ edge: 1 }, { edge_k: -1 }, { edge_k: 0.5 }, { edge_k: '7' }]) {
      assert.equal(parametersFrom(wrong), undefined);
    }
  });

  it('bear ten times the disorder of a clock that differs between CPUs, unless told', () => {
    assert.equal(clockSlackNs(defaultParameters, 'mono'), 5_000);
    assert.equal(clockSlackNs(defaultParameters, 'local'), 50_000);
    assert.equal(clockSlackNs({ ...defaultParameters, clock_slack: 9 }, 'local'), 9);
  });

  it('can all be set in the editor, and are explained', () => {
    const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: {
        configuration: { properties: Record<string, { properties?: Record<string, unknown> }> };
      };
    };
    const setting = contributes.configuration.properties['exitscope.parameters']!;
    assert.deepEqual(Object.keys(setting.properties!), parameterNames);
    const explained = readFileSync(path.join(root, 'docs/idle.md'), 'utf8');
    for (const name of parameterNames) assert.match(explained, new RegExp(`^\\| \`${name}\``, 'm'));
  });
});
