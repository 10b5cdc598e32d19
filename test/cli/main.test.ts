import assert from 'node:assert/strict';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixture, runCli, runCliInto } from '../support/runCli';

describe('the command line', function () {
  this.timeout(20_000); // Each test starts a process.
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'exitscope-cli-'));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('ends with 2 and one line when no command is named', () => {
    const { status, stdout, stderr } = runCli();
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.equal(stderr, 'exitscope: No command was named. See exitscope --help.\n');
  });

  it('ends with 2 when an option does not go with the command', () => {
    const { status, stderr } = runCli('info', fixture('vmx-hlt-ipi'), '--limit', '3');
    assert.equal(status, 2);
    assert.match(stderr, /^exitscope: --limit does not go with this command\./);
  });

  it('ends with 2 when a number is none', () => {
    const { status, stderr } = runCli('events', fixture('vmx-hlt-ipi'), '--vcpu', 'one');
    assert.equal(status, 2);
    assert.match(stderr, /--vcpu takes a whole number/);
  });

  it('says in --help which commands take the options of judging', () => {
    const named = /\(these two of (.*)\)/.exec(runCli('--help').stdout)?.[1] ?? '';
    const takes = (command: string): boolean =>
      !runCli(command, 'none.dat', '--parameter', 'x=1').stderr.includes('does not go with');
    assert.deepEqual(named.split(/, | and /).slice(-2), ['conflicts', 'compare']);
    assert.ok(takes('compare') && !takes('exits'));
  });

  it('shows all commands with --help', () => {
    const { status, stdout } = runCli('--help');
    assert.equal(status, 0);
    for (const command of ['info', 'exits', 'events'])
      assert.ok(stdout.includes(`exitscope ${command}`));
  });

  it('ends with 3 and one line that names file, section and byte when the file is no trace', () => {
    const file = path.join(folder, 'letter.dat');
    writeFileSync(file, 'Dear Sir or Madam');
    const { status, stdout, stderr } = runCli('info', file);
    assert.equal(status, 3);
    assert.equal(stdout, '');
    assert.equal(stderr.trimEnd().split('\n').length, 1);
    assert.ok(stderr.startsWith(`exitscope: ${file}: file header at byte 0x0: `));
  });

  it('ends with 3 when nobody says what the columns of a table are, and says what to give', () => {
    const file = path.join(folder, 'table.csv');
    writeFileSync(file, 'ts,what,v\n5,kvm_exit,0\n9,kvm_entry,0\n');
    const refused = runCli('info', file);
    assert.equal(refused.status, 3);
    assert.match(refused.stderr, /--columns time=ts:ns,event=COLUMN\n$/);

    const { status, stdout } = runCli('info', file, '--columns', 'time=ts,event=what,vcpu=v');
    assert.equal(status, 0);
    assert.match(stdout, /\nkvm_exit +1\n/);
  });

  it('ends with 2 when columns are named of a file that is no table', () => {
    const { status, stderr } = runCli('info', fixture('vmx-hlt-ipi'), '--columns', 'time=ts');
    assert.equal(status, 2);
    assert.match(
      stderr,
      /--columns names columns of a table .*hlt-ipi\.trace\.dat is none \(trace\.dat\)/,
    );
  });

  it('ends with 3 when the file is a loop of links', () => {
    const [one, other] = [path.join(folder, 'one.dat'), path.join(folder, 'other.dat')];
    symlinkSync(one, other);
    symlinkSync(other, one);
    const { status, stderr } = runCli('info', one);
    assert.equal(status, 3);
    assert.match(stderr, /one\.dat: file at byte 0x0: ELOOP.*Check the path/);
  });

  // Only Linux has it.
  if (existsSync('/dev/full')) {
    it('ends with 1 when standard output cannot be written to, as --help says', () => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = runCliInto(full, 'events', fixture('vmx-hlt-ipi'));
      closeSync(full);
      assert.equal(status, 1);
      assert.match(stderr, /standard output: .*ENOSPC.*Make room/);
      assert.match(runCli('--help').stdout, /1 standard output cannot be written to/);
    });
  }

  it('warns on stderr of clocks that are only assumed to be one', () => {
    const { status, stderr } = runCli('doctor', fixture('vmx-hlt-ipi'), fixture('vmx-two-vms'));
    assert.equal(status, 0);
    assert.match(stderr, /taken to be one machine's/);
  });

  it('ends with 3 when there is no such file', () => {
    const { status, stderr } = runCli('exits', path.join(folder, 'missing.dat'));
    assert.equal(status, 3);
    assert.match(stderr, /missing\.dat: file at byte 0x0: ENOENT/);
  });

  it('warns on stderr of lost events, and still ends with 0', () => {
    const { status, stderr } = runCli('exits', fixture('vmx-lost-events'), '--json');
    assert.equal(status, 0);
    assert.match(stderr, /171 events were lost on host CPU 0/);
  });
});
