import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { fixture, runCli } from '../support/runCli';

const root = path.join(__dirname, '../..');
const pair = (name: string): string => path.join(root, 'test/fixtures/pairs', name);

describe('exitscope doctor', function () {
  this.timeout(20_000); // Each test starts a process.
  const schema = JSON.parse(readFileSync(path.join(root, 'docs/doctor.schema.json'), 'utf8')) as {
    readonly definitions: object;
  };
  const isValid = new Ajv({ allErrors: true }).compile(schema);

  for (const [name, files] of Object.entries({
    'a recording with little in it': [fixture('vmx-minimal-hlt-timer')],
    'a recording with losses': [fixture('vmx-lost-events')],
    'a host and its guest': [pair('kvm.host.trace.dat'), pair('kvm.guest.trace.dat')],
  })) {
    it(`writes JSON as documented, of ${name}`, () => {
      const { status, stdout } = runCli('doctor', ...files, '--json');
      assert.equal(status, 0);
      assert.ok(isValid(JSON.parse(stdout)), JSON.stringify(isValid.errors));
    });
  }

  it('says what can be found out, what is missing, and how to record it', () => {
    const { status, stdout } = runCli('doctor', fixture('vmx-minimal-hlt-timer'));
    assert.equal(status, 0);
    assert.match(stdout, /^What woke a vCPU: not from this recording$/m);
    assert.match(stdout, /^ {4}Needs sched:sched_waking: not recorded\.$/m);
    assert.match(stdout, /^sched:sched_switch +not recorded +0$/m);
    assert.match(stdout, /^ {2}trace-cmd record -i -C mono .* -e sched:sched_switch /m);
    assert.match(stdout, /^ {2}perf record -a .*,sched:sched_switch,/m);
  });

  it('tells a guest’s recording from its host’s, and how to record both again', () => {
    const files = [pair('kvm.host.trace.dat'), pair('kvm.guest.trace.dat')];
    const { stdout } = runCli('doctor', ...files, '--json');
    const { recordings } = JSON.parse(stdout) as {
      recordings: { role: string; analyses: unknown[]; commands: { purpose: string }[] }[];
    };
    assert.deepEqual(
      recordings.map(({ role, analyses }) => [role, analyses.length > 0]),
      [
        ['host', true],
        ['guest', false],
      ],
    );
    assert.match(recordings[0]!.commands.at(-1)!.purpose, /^Host and guest together/);
  });
});
