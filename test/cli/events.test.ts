import assert from 'node:assert/strict';
import Papa from 'papaparse';
import { fixture, jsonLines, runCli } from '../support/runCli';

const trace = fixture('vmx-hlt-ipi');

describe('exitscope events', function () {
  this.timeout(20_000); // Each test starts a process.

  it('writes one object a line, with the fields by their format names', () => {
    const result = runCli(
      'events',
      trace,
      '--event',
      'kvm_exit',
      '--limit',
      '1',
      '--format',
      'json',
    );
    assert.deepEqual(jsonLines(result), [
      {
        time_ns: 147737405,
        cpu: 1,
        tid: 231,
        comm: 'CPU 0/KVM',
        event: 'kvm_exit',
        vm: 0,
        vcpu: 0,
        system: 'kvm',
        common_flags: 1,
        reason: 'EPT_VIOLATION',
        exit_reason: 48,
        guest_rip: '0x100000',
        isa: 1,
        info1: '0x82',
        info2: '0x0',
        intr_info: 0,
        error_code: 0,
        vcpu_id: 0,
      },
    ]);
  });

  it('reads the same from CSV as from JSON', () => {
    const wanted = ['--event', 'kvm_e*', '--limit', '50'];
    const json = jsonLines(runCli('events', trace, ...wanted, '--format', 'json'));
    const csv = runCli('events', trace, ...wanted, '--format', 'csv').stdout;
    const rows = Papa.parse<Record<string, string>>(csv, {
      header: true,
      skipEmptyLines: true,
    }).data;
    assert.equal(rows.length, json.length);
    rows.forEach((row, index) => {
      for (const [name, value] of Object.entries(json[index]!)) {
        const text = Array.isArray(value)
          ? value.join(' ')
          : String((value as string | number | null) ?? '');
        assert.equal(row[name], text, `${name} of row ${index}`);
      }
    });
  });

  it('takes an asterisk for anything in an event name', () => {
    const events = jsonLines(runCli('events', trace, '--event', 'kvm_apic_*', '--format', 'json'));
    const names = new Set(events.map(({ event }) => event));
    assert.deepEqual([...names].sort(), ['kvm_apic_accept_irq', 'kvm_apic_ipi']);
  });

  it('says the same of a page fault whether its exit is shown or not', () => {
    const faults = (...options: string[]): string[] =>
      runCli('events', trace, ...options).stdout.match(/^.*kvm_page_fault.*$/gm) ?? [];
    const alone = faults('--event', 'kvm_page_fault');
    assert.equal(alone.length, 17);
    assert.deepEqual(alone, faults('--event', 'kvm_*'));
  });

  it('shows only the threads of a vCPU', () => {
    const events = jsonLines(runCli('events', trace, '--vcpu', '1', '--format', 'json'));
    assert.deepEqual([...new Set(events.map(({ tid }) => tid))], [232]);
  });

  it('shows only a host CPU, at the times of the whole trace', () => {
    const all = jsonLines(runCli('events', trace, '--format', 'json'));
    const some = jsonLines(runCli('events', trace, '--cpu', '1', '--format', 'json'));
    assert.deepEqual(
      some,
      all.filter(({ cpu }) => cpu === 1),
    );
  });

  it('shows only a time range, both ends included', () => {
    const range = ['--from', '147729995', '--to', '147793395'];
    const times = jsonLines(runCli('events', trace, ...range, '--format', 'json')).map(
      ({ time_ns }) => time_ns as number,
    );
    assert.equal(times[0], 147729995);
    assert.equal(times.at(-1), 147793395);
  });

  it('lays a text line out as trace-cmd report does, with all nine digits', () => {
    const { stdout } = runCli('events', trace, '--event', 'kvm_exit', '--limit', '1');
    assert.equal(
      stdout.trim(),
      'CPU 0/KVM-231 [001] 28.157432678: kvm_exit:              EPT_VIOLATION (48) at 0x100000: guest page walk: write to an absent page',
    );
  });

  it('takes a tracepoint with its system, as trace-cmd spells it', () => {
    const named = runCli('events', trace, '--event', 'kvm:kvm_exit', '--limit', '2');
    assert.deepEqual(named, runCli('events', trace, '--event', 'kvm_exit', '--limit', '2'));
  });

  it('says on stderr what nothing of the recording matches', () => {
    const { status, stdout, stderr } = runCli(
      ...['events', trace, '--event', 'kvm_exitt', '--vcpu', '7', '--cpu', '9'],
    );
    assert.deepEqual([status, stdout], [0, '']);
    assert.deepEqual(
      stderr.trimEnd().split('\n').slice(-3),
      [
        'No event of this recording matches --event kvm_exitt.',
        'No thread of this recording is known to run vCPU 7.',
        'This recording has no events of host CPU 9.',
      ].map((what) => `exitscope: ${trace}: ${what}`),
    );
  });
});
