import assert from 'node:assert/strict';
import { rankedCandidates, sureCandidate } from '../../../src/extension/code/sourceCandidates';

const files = (folder: string, ...relativePaths: readonly string[]) =>
  relativePaths.map((relativePath) => ({ path: `${folder}/${relativePath}`, relativePath }));

describe('Candidates for a source file', () => {
  it('are ranked by how much of the path is equal at its end', () => {
    const ranked = rankedCandidates(
      '/build/linux-6.1/arch/x86/kernel/process.c',
      files(
        '/ws',
        'linux/arch/um/kernel/process.c',
        'process.c',
        'linux/arch/x86/kernel/process.c',
        'other.c',
      ),
    );

    assert.deepEqual(
      ranked.map(({ file, equalSegments }) => [file.relativePath, equalSegments]),
      [
        ['linux/arch/x86/kernel/process.c', 4],
        ['linux/arch/um/kernel/process.c', 2],
        ['process.c', 1],
      ],
    );
  });

  it('are taken without a question when a folder of the workspace is the root', () => {
    const ranked = rankedCandidates('/src/idlelab/guest/guest.c', files('/ws', 'guest/guest.c'));

    assert.equal(sureCandidate(ranked)?.relativePath, 'guest/guest.c');
  });

  it('are asked about when only the name is equal', () => {
    const ranked = rankedCandidates('/src/idlelab/guest/guest.c', files('/ws', 'guest.c'));

    assert.equal(ranked.length, 1);
    assert.equal(sureCandidate(ranked), undefined);
  });

  it('are asked about when they are deeper in the workspace', () => {
    const ranked = rankedCandidates(
      '/src/idlelab/guest/guest.c',
      files('/ws', 'lab/guest/guest.c'),
    );

    assert.equal(sureCandidate(ranked), undefined);
  });

  it('are asked about when two are as likely', () => {
    const ranked = rankedCandidates('/src/idlelab/guest/guest.c', [
      ...files('/one', 'guest/guest.c'),
      ...files('/two', 'guest/guest.c'),
    ]);

    assert.equal(ranked.length, 2);
    assert.equal(sureCandidate(ranked), undefined);
  });
});
