import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeTraceEvents } from '../../../src/extension/saving/writeTraceEvents';
import type { TraceEventsSource } from '../../../src/extension/saving/writeTraceEvents';
import { eachInScratchFolder } from '../eachInScratchFolder';

const pieces = ['{"traceEvents":[', '{"name":"µ"}', ']}'];

describe('writeTraceEvents', () => {
  const folder = eachInScratchFolder('trace-events');
  const file = (): string => path.join(folder(), 'events.json');
  const write = (
    engine: Partial<TraceEventsSource>,
    options: { readonly signal?: AbortSignal; readonly wrote?: (bytes: number) => void } = {},
  ): Promise<void> =>
    writeTraceEvents({
      engine: { ...inPieces, ...engine },
      ...{ fromNs: 1, toNs: 2, file: file() },
      signal: options.signal ?? new AbortController().signal,
      wrote: options.wrote ?? (() => undefined),
    });

  it('writes the pieces one behind the other, and tells how many bytes it wrote', async () => {
    const told: number[] = [];

    await write({}, { wrote: (bytes) => told.push(bytes) });

    assert.equal(readFileSync(file(), 'utf8'), pieces.join(''));
    assert.deepEqual(told, [16, 29, 31]);
  });

  it('leaves no part of a file when it is cancelled, and what stood there as it was', async () => {
    writeFileSync(file(), 'old');
    const cancelled = new AbortController();
    const wrote = (): void => cancelled.abort(new Error('Saving was cancelled.'));

    await assert.rejects(write({}, { signal: cancelled.signal, wrote }), {
      message: 'Saving was cancelled.',
    });

    assert.deepEqual(readdirSync(folder()), ['events.json']);
    assert.equal(readFileSync(file(), 'utf8'), 'old');
  });

  it('leaves no part of a file when the engine fails', async () => {
    const call = async (): Promise<never> => {
      throw new Error('The trace was closed.');
    };

    await assert.rejects(write({ call }), { message: 'The trace was closed.' });

    assert.deepEqual(readdirSync(folder()), []);
  });

  it('never joins pieces of two loads', async () => {
    let loads = 1;
    const engine: TraceEventsSource = {
      get loads() {
        return loads;
      },
      call: async (method, params) => {
        loads++;
        return inPieces.call(method, params);
      },
    };

    await assert.rejects(
      writeTraceEvents({
        ...{ engine, fromNs: 1, toNs: 2, file: file() },
        ...{ signal: new AbortController().signal, wrote: () => undefined },
      }),
      /was loaded again/,
    );
    assert.deepEqual(readdirSync(folder()), []);
  });
});

const inPieces: TraceEventsSource = {
  loads: 1,
  call: async (_, { start }) => ({
    text: pieces[start]!,
    next: start + 1 < pieces.length ? start + 1 : null,
  }),
};
