import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { anyFileViewType, traceViewType, viewTypeOf } from '../../src/extension/viewTypes';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly scope?: string; readonly default?: unknown }>
      >;
    };
    readonly customEditors: readonly {
      readonly viewType: string;
      readonly priority: string;
      readonly selector: readonly { readonly filenamePattern: string }[];
    }[];
    readonly commands: readonly { readonly command: string; readonly category: string }[];
  };
}

const file = path.join(__dirname, '../../package.json');
const { capabilities, contributes } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;

describe('package.json', () => {
  const recordings = [
    ...['trace.dat', 'boot.trace.dat', '.trace.dat', 'trace.dat.1', 'trace.dat.old'],
    ...['perf.data', 'idle.perf.data', 'perf.data.old', 'perf.data.2026112208523737'],
  ];
  const others = [
    ...['other.dat', 'mytrace.dat', 'race.dat', 'ace.dat', 'e.dat', 'x-race.dat'],
    ...['report.txt', 'exits.csv', 'console.log', 'boot.trace', 'boot.ftrace'],
    ...['trace_pipe', 'trace_pipe.1'],
  ];

  it('opens recordings by default, any other .dat and texts on request', () => {
    const priorities = contributes.customEditors.map(({ viewType, priority }) => [
      viewType,
      priority,
    ]);

    assert.deepEqual(priorities, [
      [traceViewType, 'default'],
      [anyFileViewType, 'option'],
    ]);
  });

  it('has one editor for every name, never two', () => {
    for (const name of recordings) assert.deepEqual(viewTypesFor(name), [traceViewType], name);
    for (const name of others) assert.deepEqual(viewTypesFor(name), [anyFileViewType], name);
    for (const name of ['main.c', 'perf.json']) assert.deepEqual(viewTypesFor(name), []);
  });

  it('names the editor that its commands open with', () => {
    for (const name of [...recordings, ...others]) {
      assert.deepEqual(viewTypesFor(name), [viewTypeOf(name)], name);
    }
  });

  it('lets no folder have files read that the user does not trust, and none ask servers', () => {
    const { properties } = contributes.configuration;

    assert.ok(
      capabilities.untrustedWorkspaces.restrictedConfigurations.includes('exitscope.symbols'),
    );
    assert.equal(properties['exitscope.debuginfod.enabled']?.default, false);
    for (const name of ['enabled', 'urls']) {
      assert.equal(properties[`exitscope.debuginfod.${name}`]?.scope, 'machine', name);
    }
  });

  it('groups every command under the name of the product', () => {
    for (const { command, category } of contributes.commands) {
      assert.match(command, /^exitscope\./);
      assert.equal(category, 'Exitscope');
    }
  });
});

function viewTypesFor(name: string): readonly string[] {
  return contributes.customEditors
    .filter(({ selector }) =>
      selector.some(({ filenamePattern }) => globRegExp(filenamePattern).test(name)),
    )
    .map(({ viewType }) => viewType);
}

/** What VS Code makes of the few signs that our patterns use. */
function globRegExp(glob: string): RegExp {
  const signs: Readonly<Record<string, string>> = {
    '*': '.*',
    '.': '\\.',
    '{': '(',
    ',': '|',
    '}': ')',
    '!': '^',
  };
  return new RegExp(`^${glob.replaceAll(/\[!\.\]|[*.{,}!]/g, (sign) => signs[sign] ?? '[^.]')}$`);
}
