import assert from 'node:assert/strict';
import { findingsOf } from '../../../src/queries/findings/findings';
import { vectorTrace } from '../../support/idle/vectorTrace';

describe('findingsOf', () => {
  it('finds nothing in one event, of which no share can be told', async () => {
    const { source, table } = await vectorTrace('0 c0 T0 EX 12');
    assert.equal(source.durationNs, 0);
    assert.deepEqual(findingsOf(source, table), []);
  });
});
