import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LevelList } from '../../../src/analyses/timeline/LevelList';
import { levelColumns } from '../../../src/queries/timeline/levelColumns';

describe('levelColumns', () => {
  it('gives the lowest and the highest level that held in each column', () => {
    const anyChanges = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 9 })),
      {
        minLength: 1,
        maxLength: 400,
        size: 'max',
      },
    );
    const anyColumn = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(anyChanges, anyColumn, (steps, columnNs) => {
        const levels = new LevelList(4);
        let atNs = 10;
        const changes = steps.map(([step, level]) => ({ atNs: (atNs += step), level }));
        for (const { atNs: timeNs, level } of changes) levels.push(timeNs, level);
        levels.trim();
        const toNs = atNs + 50;
        const window = { fromNs: 0, columnNs, columns: 30 };
        const { low, high } = levelColumns(
          'lane',
          { form: 'level', levels, fromNs: 0, toNs },
          window,
        );
        for (let column = 0; column < 30; column++) {
          const [beginNs, endNs] = [column * columnNs, (column + 1) * columnNs];
          if (beginNs >= toNs) {
            assert.ok(Number.isNaN(low[column]) && Number.isNaN(high[column]));
            continue;
          }
          const held = changes.findLast((change) => change.atNs <= beginNs)?.level ?? 4;
          const inside = changes.filter((change) => change.atNs > beginNs && change.atNs < endNs);
          const all = [held, ...inside.map(({ level }) => level)];
          assert.deepEqual([low[column], high[column]], [Math.min(...all), Math.max(...all)]);
        }
      }),
    );
  });
});
