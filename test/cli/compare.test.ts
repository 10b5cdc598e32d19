import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { fixture, runCli } from '../support/runCli';
import { scratchFolder } from '../support/scratchFolder';

interface Row {
  readonly id: string;
  readonly a: number;
  readonly b: number;
  readonly low: number;
  readonly high: number;
  readonly significant: boolean;
}

interface Answer {
  readonly comparable: readonly { readonly what: string; readonly severity: string }[];
  readonly differences: readonly Row[];
  readonly others?: readonly Answer[];
}

const polls = path.join(__dirname, '../fixtures/compare/vmx-hlt-poll.trace.dat');
const misses = fixture('vmx-hlt-poll-fail');
const shared = fixture('vmx-page-true-sharing');
const sharedFalsely = path.join(__dirname, '../fixtures/compare/vmx-page-false-sharing.trace.dat');

const schema = path.join(__dirname, '../../docs/compare.schema.json');
const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(schema, 'utf8')) as object,
);

function compare(...args: readonly string[]): Answer {
  const { status, stdout, stderr } = runCli('compare', ...args, '--json');
  assert.equal(status, 0, stderr);
  const answer = JSON.parse(stdout) as Answer;
  assert.ok(isValid(answer), JSON.stringify(isValid.errors));
  return answer;
}

describe('exitscope compare', function () {
  this.timeout(30_000); // Each test starts a process.

  it('puts polls that fail first where only the waits differ', () => {
    const { differences } = compare(polls, misses);
    const [first] = differences;
    assert.equal(first?.id, 'idle.hlt-poll-miss.share');
    assert.ok(first.significant && first.low > 0 && first.b > 5 * first.a);
    const hits = differences.find(({ id }) => id === 'idle.hlt-poll-hit.rate');
    assert.ok(hits?.significant === true && hits.high < 0);
  });

  it('puts stores that wake nobody first where a page is shared falsely', () => {
    const { differences } = compare(shared, sharedFalsely);
    const [first] = differences;
    assert.equal(first?.id, 'page.0x2000000.false.rate');
    assert.ok(first.a === 0 && first.low > 0);
    assert.ok(differences.find(({ id }) => id === 'page.0x2000000.stores.rate')?.significant);
  });

  it('shows nothing between a recording and itself', () => {
    const { differences } = compare(misses, misses);
    assert.ok(differences.length > 50);
    assert.deepEqual(
      differences.filter(({ significant }) => significant),
      [],
    );
  });

  it('compares each further recording with the first', () => {
    const { others } = compare(polls, polls, misses);
    assert.equal(others?.length, 1);
    assert.equal(others[0]!.differences[0]?.id, 'idle.hlt-poll-miss.share');
  });

  it('says of a recording of another CPU what cannot be compared', () => {
    const { comparable } = compare(misses, fixture('svm-hlt-ipi.zlib'));
    assert.equal(comparable.find(({ what }) => what === 'CPU')?.severity, 'error');
  });

  it('says in one line that a recording without vCPUs holds nothing to compare', () => {
    const schedOnly = path.join(scratchFolder('compare'), 'sched.txt');
    const text = path.join(__dirname, '../fixtures/texts/svm-hlt-ipi.tracefs.txt');
    const lines = readFileSync(text, 'utf8').split('\n');
    writeFileSync(schedOnly, lines.filter((line) => !line.includes(' kvm')).join('\n'));
    const { stdout } = runCli('compare', misses, schedOnly);
    assert.equal(stdout.match(/^- /gm)?.length, 1);
    assert.match(
      stdout.replaceAll(/\s+/g, ' '),
      /B, \S+sched\.txt, holds nothing to compare: of its/,
    );
    const { comparable, differences } = compare(misses, schedOnly);
    assert.deepEqual([comparable.length, differences], [1, []]);
    const late = runCli('compare', misses, schedOnly, '--fail-if', 'exits.HLT.rate > +10%');
    assert.match(late.stderr, /cannot be judged: .* there is no vCPU in B/);
  });

  it('ends with status 4 where a threshold is exceeded, after everything is written', () => {
    const { status, stdout, stderr } = runCli(
      ...['compare', polls, misses, '--fail-if', 'idle.hlt-poll-miss.share > +10%'],
      ...['--fail-if', 'exits.CPUID.rate > +10%'],
    );
    assert.equal(status, 4);
    assert.match(stdout, /Differences, most important first/);
    assert.match(
      stderr,
      /^exitscope: --fail-if "idle\.hlt-poll-miss\.share > \+10%" exceeded: .* points above the limit\.\n$/m,
    );
  });

  it('passes thresholds that are met', () => {
    const { status } = runCli('compare', misses, misses, '--fail-if', 'exits.HLT.rate changed');
    assert.equal(status, 0);
  });

  it('knows what the only vCPU of a run did', () => {
    const one = fixture('vmx-minimal-hlt-timer');
    const { differences } = compare(one, fixture('vmx-hlt-ipi'));
    const [ofAll, ofIt] = ['', 'vm0.vcpu0.'].map((of) => {
      return differences.find(({ id }) => id === `${of}exits.HLT.rate`)?.a;
    });
    assert.ok(ofAll !== undefined && ofAll > 0);
    assert.equal(ofIt, ofAll);
    assert.ok(!compare(one, one).differences.some(({ id }) => id.startsWith('vm0.')));
  });

  it('refuses thresholds that could never fail', () => {
    const misspelt = runCli('compare', misses, misses, '--fail-if', 'exits.HTL.rate > +10%');
    assert.equal(misspelt.status, 2);
    assert.match(
      misspelt.stderr,
      /"exits\.HTL\.rate" is no row of a comparison\. Close: exits\.HLT\.rate/,
    );
    const wrong = runCli('compare', misses, misses, '--fail-if', 'exits.HLT.rate >');
    assert.match(wrong.stderr, /--fail-if takes ID > \+N%/);
  });

  it('refuses pairs of a vCPU that there is not', () => {
    const { status, stdout, stderr } = runCli('compare', misses, misses, '--pair', '0.7=0.0');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(
      stderr,
      /--pair: A \(.*vmx-hlt-poll-fail\.trace\.dat\) has no vCPU 0\.7; it has 0\.0 and 0\.1\. /,
    );
  });

  it('names the one of several runs that lacks a vCPU of a pair', () => {
    const one = fixture('../idle/vmx-haltpoll-adapt');
    const { status, stderr } = runCli('compare', polls, misses, one, '--pair', '0.0=0.1');
    assert.equal(status, 2);
    assert.match(
      stderr,
      /--pair: B \(.*vmx-haltpoll-adapt\.trace\.dat\) has no vCPU 0\.1; it has 0\.0\. /,
    );
  });

  it('refuses a further run that is one of the runs already', () => {
    const roundabout = `${path.dirname(misses)}/./${path.basename(misses)}`;
    const { status, stderr } = runCli('compare', misses, polls, '--a', roundabout);
    assert.equal(status, 2);
    assert.match(stderr, /--a, --b: .*vmx-hlt-poll-fail\.trace\.dat is one of the runs already\./);
  });

  it('wants two recordings', () => {
    const { status, stderr } = runCli('compare', misses);
    assert.equal(status, 2);
    assert.match(stderr, /two recordings or more/);
  });

  it('writes a report in one file of HTML, or as Markdown', () => {
    const html = runCli('compare', polls, misses, '--format', 'html');
    assert.equal(html.status, 0);
    assert.match(html.stdout, /^<!doctype html>/);
    const markdown = runCli('compare', polls, misses, '--format', 'markdown');
    assert.match(
      markdown.stdout,
      /^# vmx-hlt-poll\.trace\.dat against vmx-hlt-poll-fail\.trace\.dat\n/,
    );
    assert.equal(runCli('compare', polls, misses, '--format', 'csv').status, 2);
  });
});
