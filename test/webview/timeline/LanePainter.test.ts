import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { BandColumns, LaneKind, TimelineWindow } from '../../../src/protocol/timeline';
import { LanePainter, type LanesFrame } from '../../../webview/timeline/LanePainter';
import type { LaneAnswer } from '../../../webview/timeline/TimelinePicture';
import { decodePng, encodePng, type Picture } from '../../support/png';
import {
  cannedCategories,
  cannedTimelineOverview,
  cannedTimelineView,
  durationNs,
} from '../canned/cannedTimeline';
import { testPalette, type ThemeKind } from './testPalette';

const golden = path.join(__dirname, 'golden');
const results = path.join(__dirname, '../../../test-results');
const widthPx = 420;
const extent = { fromNs: 0, toNs: durationNs };
const keys = [
  'vm0/vcpu0/state',
  'vm0/vcpu0/strategy',
  'vm0/vcpu0/wakes',
  'vm0/vcpu0/exits',
  'vm0/vcpu0/window',
  'cpu0',
  'vm0/page0x2000000',
];

/** The canned lanes of a window, painted as the page paints them. */
function painted(
  kind: ThemeKind,
  viewport: TimelineWindow,
  asked: TimelineWindow = viewport,
): Picture {
  const view = cannedTimelineView({ ...asked, lanes: keys, withArrows: false });
  const lanes = keys.map((key, row) => ({
    lane: cannedTimelineOverview(true).lanes.find((lane) => lane.key === key)!,
    topPx: 2 + row * 28,
    heightPx: 26,
  }));
  const painter = new LanePainter(testPalette(kind), {
    answersOf: (key): readonly LaneAnswer[] => [
      { window: asked, columns: view.lanes.find((lane) => lane.key === key)! },
    ],
    lost: () => [{ window: asked, lost: view.lost }],
  });
  const picture = {
    widthPx,
    heightPx: 2 + keys.length * 28,
    pixels: new Uint32Array(widthPx * (2 + keys.length * 28)),
  };
  const frame: LanesFrame = { viewport, extent, scale: 1, lanes, categories: cannedCategories };
  painter.paint(picture, frame, painter.scalesOf(frame));
  return picture;
}

function windowOf(fromNs: number, toNs: number): TimelineWindow {
  const columnNs = (toNs - fromNs) / widthPx;
  return { fromNs: Math.round(fromNs / columnNs) * columnNs, columnNs, columns: widthPx };
}

const windows = {
  whole: windowOf(-1e9, durationNs + 1e9),
  lost: windowOf(2.298e9, 2.308e9),
  turns: windowOf(50e9, 50.014e9),
  edges: windowOf(50.00742e9, 50.00745e9),
} as const;

describe('LanePainter', () => {
  for (const [name, window] of Object.entries(windows)) {
    for (const kind of ['dark', 'highContrastLight'] as const) {
      it(`paints ${name} in ${kind} as it was looked at and found right`, () => {
        const picture = painted(kind, window);
        const file = path.join(golden, `${name}-${kind}.png`);
        mkdirSync(results, { recursive: true });
        writeFileSync(path.join(results, `lanes-${name}-${kind}.png`), encodePng(picture));

        assert.ok(
          existsSync(file),
          `${file} is missing: copy the one in test-results/ once it is looked at`,
        );
        const wanted = decodePng(readFileSync(file));
        const differing = picture.pixels.filter((pixel, at) => pixel !== wanted.pixels[at]).length;
        assert.equal(differing, 0, `${differing} pixels differ; see test-results/`);
      });
    }
  }

  it('draws shares that equal those of the columns, to one pixel, in any view', () => {
    const categories = ['guest', 'userspace', 'preempted', 'kernel:idle', 'kernel:mem'];
    fc.assert(
      fc.property(
        fc.array(anyColumn(categories.length), { minLength: 30, maxLength: 60 }),
        (columns) => {
          const heightPx = 24;
          const pixels = paintedBand(columns, categories, heightPx);
          columns.forEach((column, x) => {
            const drawn = countColors(pixels, columns.length, x);
            for (const [category, share] of column) {
              const color = colorOf(categories[category]!);
              const exact = (share * heightPx) / 0xffff;
              const px = drawn.get(color) ?? 0;
              assert.ok(Math.abs(px - exact) <= 1.5, `${px} for ${exact}`);
              if (exact >= 0.5) assert.ok(px >= 1, `nothing of ${exact} pixels`);
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has no scale for exits of which none has come', () => {
    const exits = cannedTimelineOverview(true).lanes.filter(({ kind }) => kind === 'exits');
    const painter = new LanePainter(testPalette('dark'), { answersOf: () => [], lost: () => [] });

    const { exitsPerNs } = painter.scalesOf({
      viewport: { fromNs: 0, columnNs: 1, columns: 100 },
      extent,
      scale: 1,
      lanes: exits.map((lane) => ({ lane, topPx: 0, heightPx: 26 })),
      categories: cannedCategories,
    });

    assert.equal(exitsPerNs, undefined);
  });

  it('leaves blank what is before the trace, and shades it', () => {
    const picture = painted('dark', windows.whole);
    const column = (x: number): readonly number[] =>
      Array.from({ length: picture.heightPx }, (_, y) => picture.pixels[y * widthPx + x]!);

    assert.equal(new Set(column(0)).size, 1);
    assert.equal(new Set(column(widthPx - 1)).size, 1);
    assert.ok(new Set(column(10)).size > 1);
  });

  it('previews another zoom by the nearest columns, at the same places', () => {
    const wide = windowOf(49.99e9, 50.03e9);

    const preview = painted('dark', windows.turns, { ...wide, columns: widthPx });
    const exact = painted('dark', windows.turns);

    // Of the guest's colour, row by row: a preview is coarser, and no other picture.
    const guest = colorOf('guest');
    const count = ({ pixels }: Picture): number => pixels.filter((pixel) => pixel === guest).length;
    assert.ok(Math.abs(count(preview) - count(exact)) < count(exact) * 0.1);
  });
});

type Column = readonly (readonly [category: number, share: number])[];

/** Up to two small shares and one that gives way to them. */
function anyColumn(categories: number): fc.Arbitrary<Column> {
  return fc
    .record({
      first: fc.integer({ min: 0, max: categories - 3 }),
      shares: fc.tuple(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 })),
    })
    .map(({ first, shares: [one, other] }) => [
      [first, one],
      [first + 1, other],
      [first + 2, 0xffff - one - other],
    ]);
}

function paintedBand(
  columns: readonly Column[],
  categories: readonly string[],
  heightPx: number,
): Uint32Array {
  const entries = columns.flat();
  const band: BandColumns = {
    form: 'band',
    key: 'vm0/vcpu0/state',
    counts: Uint8Array.from(columns, ({ length }) => length),
    category: Uint8Array.from(entries, ([category]) => category),
    share: Uint16Array.from(entries, ([, share]) => share),
  };
  const window = { fromNs: 0, columnNs: 1, columns: columns.length };
  const painter = new LanePainter(testPalette('dark'), {
    answersOf: () => [{ window, columns: band }],
    lost: () => [],
  });
  const pixels = new Uint32Array(columns.length * heightPx);
  const none: readonly string[] = [];
  const byKind: Readonly<Record<LaneKind, readonly string[]>> = {
    ...{ strategy: none, wakes: none, exits: none, window: none, cpu: none, page: none },
    state: categories,
  };
  const lane = {
    key: band.key,
    kind: 'state',
    label: '',
    vm: 0,
    vcpu: 0,
    hostCpu: null,
    source: null,
    gpa: null,
  } as const;
  const frame: LanesFrame = {
    viewport: window,
    extent: { fromNs: 0, toNs: columns.length },
    scale: 1,
    lanes: [{ lane, topPx: 0, heightPx }],
    categories: byKind,
  };
  painter.paint({ pixels, widthPx: columns.length, heightPx }, frame, {
    exitsPerNs: 1,
    windowNs: 1,
  });
  return pixels;
}

function countColors(pixels: Uint32Array, width: number, x: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let place = x; place < pixels.length; place += width) {
    counts.set(pixels[place]!, (counts.get(pixels[place]!) ?? 0) + 1);
  }
  return counts;
}

/** Of a state that is painted without a pattern. */
function colorOf(state: string): number {
  return testPalette('dark').tile('state', state).solid!;
}
