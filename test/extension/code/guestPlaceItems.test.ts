import assert from 'node:assert/strict';
import { guestPlaceItems } from '../../../src/extension/code/guestPlaceItems';
import { parseGuestPlace } from '../../../src/extension/code/parseGuestPlace';
import { codeFunction } from './madeCode';

describe('A place of guest code that is typed', () => {
  it('is an address, with or without its prefix', () => {
    const rip = '0xffffffff81c0ffee';

    assert.deepEqual(parseGuestPlace(' 0xFFFFFFFF81C0FFEE '), { kind: 'address', rip });
    assert.deepEqual(parseGuestPlace('ffffffff81c0ffee'), { kind: 'address', rip });
    assert.deepEqual(parseGuestPlace('0x10000a'), { kind: 'address', rip: '0x10000a' });
  });

  it('is a function, and an offset into it as kernels print it', () => {
    const name = 'native_safe_halt';

    assert.deepEqual(parseGuestPlace(name), { kind: 'symbol', name, offset: 0 });
    assert.deepEqual(parseGuestPlace(`${name}+0xb`), { kind: 'symbol', name, offset: 11 });
    assert.deepEqual(parseGuestPlace(`${name}+0xb/0x20`), { kind: 'symbol', name, offset: 11 });
    assert.deepEqual(parseGuestPlace('face'), { kind: 'symbol', name: 'face', offset: 0 });
  });

  it('is nothing else', () => {
    for (const typed of ['', '   ', 'two words', '+0x4', 'a+b']) {
      assert.equal(parseGuestPlace(typed), undefined, typed);
    }
  });

  const known = {
    vms: [0, 1],
    unit: 'ns',
    functions: [
      codeFunction({ vm: 0, name: 'idle_hlt', start: '0xffffffff81000009' }),
      codeFunction({ vm: 1, name: 'idle_hlt', start: '0xffffffff92000009', module: 'kvm' }),
    ],
  } as const;

  it('can be in any VM', () => {
    const items = guestPlaceItems('0x10', known, []);

    assert.deepEqual(
      items.slice(0, 2).map(({ label, description, place }) => [label, description, place]),
      [
        ['0x10', 'VM 0', { vm: 0, rip: '0x10' }],
        ['0x10', 'VM 1', { vm: 1, rip: '0x10' }],
      ],
    );
  });

  it('counts from where each VM has the function', () => {
    const items = guestPlaceItems('idle_hlt+0x4', known, []);

    assert.deepEqual(
      items.filter(({ alwaysShow }) => alwaysShow).map(({ place }) => place),
      [
        { vm: 0, rip: '0xffffffff8100000d' },
        { vm: 1, rip: '0xffffffff9200000d' },
      ],
    );
  });

  it('is first what has this very name, with exits or without', () => {
    const functions = [
      codeFunction({ vm: 0, name: 'scheduler_tick', start: '0xffffffff81000100' }),
      codeFunction({ vm: 0, name: 'schedule', start: '0xffffffff81000200' }),
    ];
    const ofOne = { ...known, vms: [0], functions };
    const first = (...of: Parameters<typeof guestPlaceItems>): unknown[] =>
      guestPlaceItems(...of).map(({ label, place }) => [label, place.rip]);
    const named = [{ vm: 0, rip: '0xffffffff81000200' }];

    assert.deepEqual(first('schedule', ofOne, named), [
      ['schedule', '0xffffffff81000200'],
      ['scheduler_tick', '0xffffffff81000100'],
    ]);
    const tick = { ...ofOne, functions: functions.slice(0, 1) };
    assert.deepEqual(first('schedule', tick, named), [
      ['schedule', '0xffffffff81000200'],
      ['scheduler_tick', '0xffffffff81000100'],
    ]);
  });

  it('can be picked from the functions with exits', () => {
    assert.deepEqual(
      guestPlaceItems('', known, []).map(({ label, description }) => `${label} ${description}`),
      ['idle_hlt VM 0 · 3,210 exits · 400 ms', 'idle_hlt [kvm] · VM 1 · 3,210 exits · 400 ms'],
    );
  });
});
