import assert from 'node:assert/strict';
import { hostHandlers } from '../../src/extension/hostHandlers';
import type { HostHandlers } from '../../src/extension/hostHandlers';
import type { NotesFile, TimelineLayout } from '../../src/protocol/notes';

const layout: TimelineLayout = {
  order: ['cpu0', 'vm0/vcpu1/state'],
  pinned: ['cpu0'],
  collapsed: [],
  hidden: ['cpu1'],
};
const place = { fromNs: 5, toNs: 9, lane: 'cpu0', timeNs: 7 };
const note = { id: 'a', fromNs: 5, toNs: 9, lane: null, text: 'late' };

describe('what the host answers itself', () => {
  it('copies text, and nothing that is no text', async () => {
    const { handlers, done } = served();

    await handlers.copyText({ text: 'HLT' });
    await assert.rejects(handlers.copyText({ text: 7 }), { message: 'There is no text to copy.' });

    assert.deepEqual(done, [['copyText', 'HLT']]);
  });

  it('saves texts and bytes, under the last part of a name only', async () => {
    const { handlers, done } = served();
    const bytes = Uint8Array.of(1, 2);

    assert.deepEqual(await handlers.saveFile({ name: 'a.svg', contents: '<svg/>' }), {
      path: '/saved/a.svg',
    });
    await handlers.saveFile({ name: '../../etc/a.png', contents: bytes });
    for (const params of [
      ...[{ name: 'a' }, { name: 7, contents: '' }, { name: 'a/', contents: '' }],
      { name: 'a', contents: [1, 2] },
    ]) {
      await assert.rejects(handlers.saveFile(params));
    }

    assert.deepEqual(done, [
      ['saveFile', 'a.svg', '<svg/>'],
      ['saveFile', 'a.png', bytes],
    ]);
  });

  it('saves a stretch of events, and nothing that is no stretch', async () => {
    const { handlers, done } = served();

    assert.deepEqual(await handlers.saveTraceEvents({ fromNs: 1, toNs: 2 }), { path: null });
    for (const params of [{}, { fromNs: 2, toNs: 1 }, { fromNs: Number.NaN, toNs: 1 }]) {
      await assert.rejects(handlers.saveTraceEvents(params), /^Error: The stretch/);
    }

    assert.deepEqual(done, [['saveTraceEvents', 1, 2]]);
  });

  it('tells of a timeline that moved, and of nothing that is nowhere', async () => {
    const { handlers, done } = served();
    const stand = { fromNs: 1, toNs: 2, movedBy: 'user', selectedNs: 1.5, markersNs: [1, null] };

    assert.deepEqual(await handlers.timelineMoved(stand), { link: null });
    await assert.rejects(handlers.timelineMoved({ ...stand, toNs: 0 }), /ends before it begins/);

    assert.deepEqual(done, [['timelineMoved', stand]]);
  });

  it('keeps how lanes are laid out, and nothing that is no layout', async () => {
    const { handlers } = served();

    assert.deepEqual(await handlers.timelineLayout({}), { layout: null });
    await handlers.keepTimelineLayout({ layout });
    for (const bad of [undefined, { ...layout, order: 'cpu0' }, { ...layout, pinned: [7] }]) {
      await assert.rejects(handlers.keepTimelineLayout({ layout: bad }), /no list of lanes/);
    }

    assert.deepEqual(await handlers.timelineLayout({}), { layout });
  });

  it('keeps notes, and nothing that is none', async () => {
    const { handlers, done } = served();

    const kept = await handlers.keepNotes({ notes: [{ ...note, colour: 'red' }] });
    for (const notes of [undefined, [7], [{ ...note, fromNs: 9.5 }], [{ ...note, text: null }]]) {
      await assert.rejects(handlers.keepNotes({ notes }), /^Error: The note/);
    }

    assert.deepEqual(kept.notes, [note]);
    assert.deepEqual(done, [['keepNotes', [note]]]);
  });

  it('copies a link to a place, and to nothing that is none', async () => {
    const { handlers, done } = served();

    await handlers.copyLink(place);
    for (const bad of [
      { ...place, lane: 7 },
      { ...place, timeNs: '7' },
      { ...place, toNs: 1 },
    ]) {
      await assert.rejects(handlers.copyLink(bad));
    }

    assert.deepEqual(done, [['copyLink', place]]);
  });

  it('shows code at an address of a VM, and nothing that is none', async () => {
    const { handlers, done } = served();
    const wanted = { vm: 0, rip: '0xffffffff81000000', as: 'source' };

    await handlers.showCode(wanted);
    for (const bad of [
      { ...wanted, vm: -1 },
      { ...wanted, rip: 'native_safe_halt' },
      { ...wanted, rip: 0x1000 },
      { ...wanted, as: 'hex' },
    ]) {
      await assert.rejects(handlers.showCode(bad));
    }

    assert.deepEqual(done, [['showCode', wanted]]);
  });

  it('takes symbols that are picked or dropped, and a slide for a VM', async () => {
    const { handlers, done } = served();

    await handlers.addSymbols({});
    await handlers.dropSymbols({ uris: ['file:///vmlinux'] });
    await handlers.chooseSlide({ vm: 1 });
    await assert.rejects(handlers.dropSymbols({ uris: 'file:///vmlinux' }));
    await assert.rejects(handlers.dropSymbols({ uris: [7] }));
    await assert.rejects(handlers.chooseSlide({ vm: 0.5 }));

    assert.deepEqual(done, [['add'], ['drop', ['file:///vmlinux']], ['chooseSlide', 1]]);
  });
});

function served(): { readonly handlers: HostHandlers; readonly done: readonly unknown[] } {
  const done: unknown[] = [];
  let kept: TimelineLayout | undefined;
  const file = (notes: NotesFile['notes']): NotesFile => ({ path: null, notes, problem: null });
  const handlers = hostHandlers({
    reload: (request) => done.push(['reload', request]),
    copyText: async (text) => void done.push(['copyText', text]),
    pickRecordings: async () => [],
    saveFile: async (name, contents) => {
      done.push(['saveFile', name, contents]);
      return `/saved/${name}`;
    },
    saveTraceEvents: async (fromNs, toNs) => {
      done.push(['saveTraceEvents', fromNs, toNs]);
      return null;
    },
    showCode: async (code) => void done.push(['showCode', code]),
    symbols: {
      add: async () => void done.push(['add']),
      drop: async (uris) => void done.push(['drop', uris]),
      chooseSlide: async (vm) => void done.push(['chooseSlide', vm]),
    },
    copyLink: async (at) => void done.push(['copyLink', at]),
    link: {
      moved: (stand) => {
        done.push(['timelineMoved', stand]);
        return null;
      },
      pointed: (timeNs) => done.push(['pointed', timeNs]),
      scrolled: (lane) => done.push(['scrolled', lane]),
      change: (change) => done.push(['changeLink', change]),
    },
    layout: { kept: () => kept, keep: (wanted) => (kept = wanted) },
    notes: {
      read: async () => file([]),
      keep: async (notes) => {
        done.push(['keepNotes', notes]);
        return file(notes);
      },
    },
  });
  return { handlers, done };
}
