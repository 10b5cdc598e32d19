import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { fixture, runCli } from '../support/runCli';

const PAGE = '0x2000000';

describe('exitscope conflicts', function () {
  this.timeout(20_000); // Each test starts a process.

  const schema = JSON.parse(
    readFileSync(path.join(__dirname, '../../docs/conflicts.schema.json'), 'utf8'),
  ) as object;
  const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  const shared = fixture('vmx-page-true-sharing');

  for (const [name, args] of Object.entries({
    'all pages': [shared],
    'one page': [shared, '--page', PAGE],
    'every fault': [shared, '--faults'],
    'a recording without faults': [fixture('vmx-two-vms')],
  })) {
    it(`writes ${name} as JSON as documented`, () => {
      const { status, stdout } = runCli('conflicts', ...args, '--json');
      assert.equal(status, 0);
      assert.ok(isValid(JSON.parse(stdout)), JSON.stringify(isValid.errors));
    });
  }

  it('writes the contested page first, within 100 columns', () => {
    const { status, stdout } = runCli('conflicts', shared);
    assert.equal(status, 0);
    assert.match(stdout, /^Pages that vCPUs fight over\n\n0x2000000 of VM 0: true-sharing/);
    assert.ok(stdout.split('\n').every((line) => line.length <= 100));
  });

  it('tells of how many wakings the idle period is known', () => {
    const mixed = path.join(__dirname, '../../sample/mixed.trace.dat');

    const { stdout } = runCli('conflicts', mixed);

    assert.match(stdout, /24 stores woke vCPU 0, /);
    assert.match(stdout, /16 of these wakings ended an idle period that is known\./);
  });

  it('shows one page by its lines, its code, its wakeups and its faults', () => {
    const { stdout } = runCli('conflicts', shared, '--page', '0x2000123');
    for (const title of ['By line', 'By guest code', 'Wakeups by stores into it', 'Faults']) {
      assert.ok(stdout.includes(`\n${title}\n`), title);
    }
    assert.match(stdout, /write 0x2000000, entry r-x, rip 0x10003d, sharing \(strong\), userspace/);
  });

  it('says of a page that never faulted that it did not', () => {
    const { status, stdout, stderr } = runCli('conflicts', shared, '--page', '0x7f000000');
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /No fault on page 0x7f000000 is in the recording\./);
  });

  it('refuses what is no address', () => {
    const { status, stderr } = runCli('conflicts', shared, '--page', 'here');
    assert.equal(status, 2);
    assert.match(stderr, /--page takes a guest-physical address as 0x2000000, not "here"\./);
  });

  it('finds the page no more when faults are not recorded, and says so', () => {
    const ignored = ['kvm_page_fault', 'kvm_mmio'].flatMap((name) => ['--ignore-event', name]);
    const args = [...ignored, '--json'];
    const { conflicts, missing } = JSON.parse(runCli('conflicts', shared, ...args).stdout) as {
      conflicts: unknown[];
      missing: { event: string }[];
    };
    assert.deepEqual(conflicts, []);
    assert.ok(missing.some(({ event }) => event === 'kvm_page_fault'));
  });
});
