import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCli } from '../support/runCli';
import { scratchFolder } from '../support/scratchFolder';

describe('a text without payloads', function () {
  this.timeout(20_000); // Each test starts a process.
  const folder = scratchFolder('bare');
  const file = (): string => {
    const name = path.join(folder, 'bare.txt');
    const line = (at: number, event: string): string =>
      `CPU 0/KVM   100/101   [000]  1.00000${at}:    kvm:${event}: \n`;
    writeFileSync(name, line(1, 'kvm_entry') + line(2, 'kvm_exit') + line(3, 'kvm_exit'));
    return name;
  };

  it('has exits, of which nothing is known', () => {
    const { status, stdout } = runCli('exits', file());
    assert.equal(status, 0);
    assert.match(stdout, /^2 kvm_exit were recorded, all without their fields: /);
  });

  it('has a report that names what came without fields', () => {
    const { missing } = JSON.parse(runCli('report', file(), '--json').stdout) as {
      missing: { event: string; affects: string[] }[];
    };
    const exit = missing.find(({ event }) => event.startsWith('kvm_exit'))!;
    assert.equal(exit.event, 'kvm_exit without fields');
    assert.ok(exit.affects.includes('idle strategies'));
    assert.ok(missing.some(({ event }) => event === 'sched_switch'));
  });
});
