import assert from 'node:assert/strict';
import { globParts, isGlob, matchesGlob } from '../../../src/extension/symbols/glob';

const fits = (pattern: string, path: string): boolean => matchesGlob(globParts(pattern), path);

describe('patterns for paths', () => {
  it('match names part by part', () => {
    for (const [pattern, fitting, others] of [
      ['/a/*.map', ['/a/x.map', '/a/.map'], ['/a/b/x.map', '/a/xmap', '/b/x.map']],
      ['/a/vmlinux?', ['/a/vmlinux1'], ['/a/vmlinux', '/a/vmlinux12']],
      ['/a/{vmlinux,System.map}-[0-9]*', ['/a/vmlinux-6.1', '/a/System.map-5'], ['/a/vmlinux-x']],
      ['/a/x[!0-9]', ['/a/xy'], ['/a/x1']],
      ['/a/(b)+.c', ['/a/(b)+.c'], ['/a/bb.c', '/a/(b)+xc']],
    ] as const) {
      for (const path of fitting) assert.ok(fits(pattern, path), `${pattern} ${path}`);
      for (const path of others) assert.ok(!fits(pattern, path), `${pattern} ${path}`);
    }
  });

  it('match any number of folders by **', () => {
    for (const path of ['/a/vmlinux', '/a/b/vmlinux', '/a/b/c/vmlinux']) {
      assert.ok(fits('/a/**/vmlinux', path), path);
      assert.ok(fits('/**/vmlinux', path), path);
    }
    assert.ok(fits('/a/**', '/a/b/c'));
    assert.ok(!fits('/a/**/vmlinux', '/b/vmlinux'));
    assert.ok(!fits('/a/**/vmlinux', '/a/vmlinux/b'));
  });

  it('are refused where a brace is not closed', () => {
    assert.throws(() => globParts('/a/{b,c'), SyntaxError);
  });

  it('are told from plain paths', () => {
    assert.ok(isGlob('/a/*'));
    assert.ok(!isGlob('/a/b-6.1_(x).map'));
  });
});
