import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fixture, runCli } from '../support/runCli';
import { scratchFolder } from '../support/scratchFolder';

describe('A table on the command line', function () {
  this.timeout(60_000); // Each command starts a process.
  const folder = scratchFolder('tables');

  /** Path of a file with this text. */
  function written(name: string, text: string): string {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  it('reads its own export back, byte for byte', () => {
    const { stdout } = runCli('events', fixture('vmx-minimal-hlt-timer'), '--format', 'csv');
    const csv = written('export.csv', stdout);
    assert.equal(runCli('events', csv, '--format', 'csv').stdout, stdout);
    const exits = (file: string): string => runCli('exits', file, '--json').stdout;
    assert.equal(exits(csv), exits(fixture('vmx-minimal-hlt-timer')));
  });

  it('tells how many rows it left out, and where the first one is', () => {
    const header = 'time_ns,cpu,tid,comm,event\n';
    const csv = written('damaged.csv', `${header}0,0,7,a,kvm_fpu\n5,0,7\n9,0,7,a,kvm_fpu\n`);
    const { stdout, stderr, status } = runCli('info', csv, '--json');
    assert.equal(status, 0);
    assert.equal((JSON.parse(stdout) as { events: number }).events, 2);
    assert.match(stderr, /1 row, first in line 3 at byte 0x2b: not as many cells as the header/);
  });
});
