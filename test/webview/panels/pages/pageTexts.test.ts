import assert from 'node:assert/strict';
import {
  actorText,
  sharingText,
  vcpusText,
  writerText,
} from '../../../../webview/panels/pages/pageTexts';
import { cannedPageOverview } from '../../canned/cannedPages';

describe('The texts of pages', () => {
  it('name a writer with its lines, or their number where they are many', () => {
    const writer = { vcpu: 2, faults: 9 };

    assert.equal(writerText({ ...writer, lines: [] }), 'vCPU 2');
    assert.equal(writerText({ ...writer, lines: [3] }), 'vCPU 2: line 3');
    assert.equal(writerText({ ...writer, lines: [3, 17] }), 'vCPU 2: lines 3, 17');
    assert.equal(writerText({ ...writer, lines: [0, 1, 2, 9] }), 'vCPU 2: 4 lines');
  });

  it('name who took a page away, as far as it is known', () => {
    const actor = { by: 'ksmd (77)', tid: 77, did: 'unmapped', times: 1 };

    assert.equal(actorText(actor), 'ksmd (77) unmapped, once');
    assert.equal(actorText({ ...actor, by: '', times: 2 }), 'thread 77 unmapped, 2 times');
    assert.equal(actorText({ ...actor, by: '', tid: null }), 'an unknown thread unmapped, once');
  });

  it('list vCPUs', () => {
    assert.deepEqual([[], [3], [0, 2]].map(vcpusText), ['', 'vCPU 3', 'vCPUs 0, 2']);
  });

  it('say how sure a kind of sharing is', () => {
    const { sharing } = cannedPageOverview(4).pages[0]!;

    assert.equal(sharingText(sharing!), 'false sharing (strong)');
  });
});
