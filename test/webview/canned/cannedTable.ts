import type { TableToName } from '../../../src/base/tableColumns';
import type { TraceFacts } from '../../../src/protocol/facts';
import { cannedFacts } from './cannedFacts';

/** As a script of a user might write it. */
export const cannedTable: TableToName = {
  columns: [
    { name: 'ts_us', samples: ['1000.5', '1003.25', '1004'] },
    { name: 'what', samples: ['kvm_exit', 'kvm_entry', 'kvm_exit'] },
    { name: 'v', samples: ['0', '0', '1'] },
    { name: 'why', samples: ['HLT', '', 'EPT_VIOLATION'] },
    {
      name: 'rip',
      samples: ['0xffffffff81a00a33', '0xffffffff81a00a34', '0xffffffff81a00a34'],
    },
    { name: 'note', samples: ['a note that is much longer than its column is wide', '', 'x'] },
  ],
  guess: { time: { column: 'ts_us', unit: 'us', isRelative: false } },
};

export function cannedTableFacts(events: number): TraceFacts {
  const facts = cannedFacts(events);
  const [first] = facts.sources;
  return { ...facts, sources: [{ ...first!, format: 'csv', namedTable: cannedTable }] };
}
