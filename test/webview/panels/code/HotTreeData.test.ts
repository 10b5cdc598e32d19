import assert from 'node:assert/strict';
import type { HotQuery, HotTable } from '../../../../src/protocol/code';
import { HotTreeData, type HotLine } from '../../../../webview/panels/code/HotTreeData';
import { cannedHotCode } from '../../canned/cannedCode';
import { CannedHost, settled } from '../../canned/CannedHost';

const query: HotQuery = { of: 'exits', by: 'symbol', order: 'total', bins: 4, vm: 0 };
const table = cannedHotCode(query, true);
const IDLE = '0 default_idle';
const HALTS = `${IDLE} / 0 HLT`;

describe('HotTreeData', () => {
  it('holds the rows of an answer, closed', () => {
    const { data } = dataOf(table);

    assert.deepEqual(data.lines([], 10).map(textOf), [
      'default_idle',
      'native_write_msr',
      'ring_doorbell',
      'copy_user_enhanced_fast_string',
    ]);
    assert.equal(data.lines([], 2).length, 2);
  });

  it('asks for the parts of a row once it is open, and no sooner', async () => {
    const { data, host, arrivals } = dataOf(table);
    data.lines([], 10);
    assert.equal(host.calls.length, 0);

    assert.deepEqual(data.lines([IDLE], 1).map(textOf), ['default_idle', 'Looking…']);
    data.lines([IDLE], 1);
    await answerAll(host);

    assert.equal(arrivals(), 1);
    assert.deepEqual(data.lines([IDLE], 1).map(textOf), [
      'default_idle',
      'HLT',
      'EXTERNAL_INTERRUPT',
    ]);
    assert.equal(host.calls.length, 1);
  });

  it('has only instructions of a reason below it', async () => {
    const { data, host } = dataOf(table);
    data.lines([IDLE], 1);
    await answerAll(host);
    data.lines([IDLE, HALTS], 1);
    await answerAll(host);

    const lines = data.lines([IDLE, HALTS], 1);
    assert.deepEqual(lines.map(textOf), [
      'default_idle',
      'HLT',
      'default_idle+11',
      'EXTERNAL_INTERRUPT',
    ]);
    assert.deepEqual(lines.map(levelOf), [1, 2, 3, 2]);
  });

  it('gives the instructions of a row, itself where it is one', async () => {
    const { data, host } = dataOf(table);
    const [idle] = rowsOf(data.lines([], 1));
    const asked = data.instructionsOf(idle!.node);
    await answerAll(host);
    const instructions = await asked;

    assert.deepEqual(
      instructions.map(({ reason, offset }) => [reason, offset]),
      [
        ['HLT', 11],
        ['EXTERNAL_INTERRUPT', 12],
      ],
    );
    const single = { ...idle!.node, row: instructions[0]!, parts: undefined };
    assert.deepEqual(await data.instructionsOf(single), [instructions[0]]);
  });

  it('says what failed in place of the parts', async () => {
    const { data, host } = dataOf(table);
    data.lines([IDLE], 1);
    host.calls[0]!.fail('The worker ended.');
    await settled();

    assert.deepEqual(data.lines([IDLE], 1).map(textOf), ['default_idle', 'The worker ended.']);
  });

  it('forgets the parts of another answer', async () => {
    const { data, host, arrivals } = dataOf(table);
    data.lines([IDLE], 1);
    data.setTable(table, query);
    await answerAll(host);

    assert.equal(arrivals(), 0);
    assert.deepEqual(data.lines([IDLE], 1).map(textOf), ['default_idle', 'Looking…']);
    assert.equal(host.calls.length, 2);
  });

  it('says how many parts an answer leaves out', async () => {
    const { data, host } = dataOf(table);
    data.lines([IDLE], 1);
    const parts = cannedHotCode(host.calls[0]!.params as HotQuery, true);
    host.calls[0]!.answer({ ...parts, rowCount: 600 });
    await settled();

    assert.equal(
      textOf(data.lines([IDLE], 1).at(-1)!),
      '598 more are not shown: search, or order otherwise.',
    );
  });
});

function dataOf(answer: HotTable): {
  readonly data: HotTreeData;
  readonly host: CannedHost;
  readonly arrivals: () => number;
} {
  const host = new CannedHost();
  let arrived = 0;
  const data = new HotTreeData(host, () => arrived++);
  data.setTable(answer, query);
  return { data, host, arrivals: () => arrived };
}

async function answerAll(host: CannedHost): Promise<void> {
  for (const call of host.calls) call.answer(cannedHotCode(call.params as HotQuery, true));
  await settled();
}

function rowsOf(lines: readonly HotLine[]): readonly (HotLine & { readonly kind: 'row' })[] {
  return lines.flatMap((line) => (line.kind === 'row' ? [line] : []));
}

function textOf(line: HotLine): string {
  if (line.kind === 'note') return line.text;
  const { by, row } = line.node;
  if (by === 'reason') return row.reason!;
  return row.offset === null ? row.symbol! : `${row.symbol!}+${row.offset}`;
}

function levelOf(line: HotLine): number {
  return line.kind === 'row' ? line.node.level : line.level;
}
