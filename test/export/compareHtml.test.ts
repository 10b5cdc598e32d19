import assert from 'node:assert/strict';
import { compareHtml } from '../../src/export/compareHtml';
import { compareMarkdown } from '../../src/export/compareMarkdown';
import { escapeHtml } from '../../src/export/escapeHtml';
import { compareRuns } from '../../src/queries/compare/compareRuns';
import { madeProfile } from '../support/compare/madeProfile';

const EVIL = '<img src="x" onerror=\'alert(1)\'>&|`';

const a = madeProfile({ rates: { 'exits.HLT': 400, [`hot.${EVIL}`]: 100 }, latencyNs: 20_000 });
const b = madeProfile({ rates: { 'exits.HLT': 600, [`hot.${EVIL}`]: 300 }, latencyNs: 30_000 });
const source = a.facts.sources[0]!;
const named = { ...a, facts: { ...a.facts, sources: [{ ...source, path: `/runs/${EVIL}` }] } };
const comparison = compareRuns([named], [[b]])[0]!;
const html = [...compareHtml([{ comparison, a: named, b }])].join('');

describe('compareHtml', () => {
  it('takes nothing from elsewhere and runs nothing', () => {
    assert.doesNotMatch(html, /<script|<link|<iframe|\ssrc="|url\(|@import|https?:/i);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'/);
  });

  it('shows whatever recordings and symbols say as text', () => {
    assert.ok(!html.includes('<img'));
    assert.ok(html.includes(escapeHtml(EVIL)));
    assert.equal(escapeHtml('a\u0000b\u001b[31m'), 'a?b?[31m');
  });

  it('closes what it opens', () => {
    for (const name of ['table', 'tr', 'td', 'th', 'svg', 'details', 'ul', 'li', 'p', 'main']) {
      const count = (pattern: string): number => html.match(new RegExp(pattern, 'g'))?.length ?? 0;
      assert.equal(count(`<${name}[ >]`), count(`</${name}>`), name);
    }
  });

  it('draws both distributions over each other, and says in words what they show', () => {
    const label = /role="img" aria-label="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.match(label, /wakeup latency.*A: 2000 durations, median 20\.0 µs.*B: .*median 30\.0 µs/);
    assert.equal(html.match(/<path class="[ab]"/g)?.length, 2);
  });
});

describe('compareMarkdown', () => {
  it('keeps what recordings say from becoming markup', () => {
    const text = compareMarkdown(comparison);
    assert.ok(!/(^|[^\\])<img/.test(text));
    assert.match(text, /^\| `exits\.HLT\.rate` \| exits by HLT \| [\d.,]+\/s \|/m);
  });
});
