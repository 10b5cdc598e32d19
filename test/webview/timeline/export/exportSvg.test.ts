import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BandColumns, CountColumns, LaneKind } from '../../../../src/protocol/timeline';
import { exportSvg, svgLayers } from '../../../../webview/timeline/export/exportSvg';
import type { ExportSvgOptions } from '../../../../webview/timeline/export/exportSvg';
import type { PicturedColumns } from '../../../../webview/timeline/export/PicturedColumns';
import { looksOf, pictured, picturedLane, rectsOf } from './pictures';

const noCategories = {
  state: [],
  strategy: [],
  wakes: [],
  exits: [],
  window: [],
  cpu: [],
  page: [],
};

describe('exportSvg', () => {
  it('draws the share of every state in every column', () => {
    const anyColumn = fc
      .tuple(fc.nat(100), fc.nat(100), fc.nat(100))
      .map((parts) => parts.map((part) => Math.floor((part * 0xffff) / 300)));
    fc.assert(
      fc.property(fc.array(anyColumn, { minLength: 1, maxLength: 40 }), (shares) => {
        const lane = picturedLane('state', band(shares), looksOf(['guest', 'kvm', 'blocked']));
        const text = svgOf(pictured([lane], shares.length));
        shares.forEach((parts, column) => {
          let bottom = 20;
          parts.forEach((part, category) => {
            const height = (part / 0xffff) * 20;
            const x = left + column + 0.5;
            const [rect] = rectsOf(pathIn(text, 'vm0', category)).filter(
              (of) => of.x < x && x < of.x + of.w,
            );
            assert.ok(Math.abs((rect?.h ?? 0) - height) < 0.011, `${rect?.h} is not ${height}`);
            bottom -= height;
            if (rect !== undefined) {
              assert.ok(Math.abs(rect.y - top - bottom) < 0.011);
            }
          });
        });
      }),
    );
  });

  it('makes one rectangle of neighbours that are the same', () => {
    const lane = picturedLane('state', band([[0xffff], [0xffff], [0xffff]]), looksOf(['guest']));
    const text = svgOf(pictured([lane], 3));

    assert.deepEqual(rectsOf(pathIn(text, 'vm0', 0)), [{ x: left, y: top, w: 3, h: 20 }]);
  });

  it('brings very wide views to a size that can be shown, without losing time', () => {
    const shares = Array.from({ length: 8192 }, (_, column) => (column % 4 === 0 ? [0xffff] : [0]));
    const lane = picturedLane('state', band(shares), looksOf(['guest']));
    const picture = { ...pictured([lane], 8192), widthCssPx: 4096 };
    const rects = rectsOf(pathIn(svgOf(picture), 'vm0', 0));

    const area = rects.reduce((sum, { w, h }) => sum + w * h, 0);
    assert.ok(Math.abs(area - (4096 * 20) / 4) < 1, String(area));
    assert.equal(rects.length, 1);
  });

  it('draws exits by how many there are, on one scale for all lanes', () => {
    const looks = looksOf(['idle', 'mem']);
    const lanes = [counts([[10, 0]]), counts([[2, 3]])].map((columns, at) =>
      picturedLane('exits', { ...columns, key: `lane${at}` }, looks),
    );
    const text = svgOf(pictured(lanes, 1), { exits: ['idle', 'mem'] });
    const heights = ['lane0', 'lane1'].map((key) =>
      [0, 1].map((at) => rectsOf(pathIn(text, key, at))[0]?.h ?? 0),
    );

    assert.deepEqual(heights, [
      [20, 0],
      [4, 6],
    ]);
  });

  it('draws stores over the height of a page, and other faults over half of it', () => {
    const looks = looksOf(['Store by vCPU 1', 'Fault of vCPU 1']);
    const lane = picturedLane(
      'page',
      counts([
        [0, 4],
        [2, 0],
      ]),
      looks,
    );
    const page = ['store vm0/vcpu1', 'access vm0/vcpu1'];
    const text = svgOf(pictured([lane], 2), { page });

    assert.deepEqual(
      [0, 1].map((at) => rectsOf(pathIn(text, 'vm0', at)).map(({ y, h }) => [y - top, h])),
      [[[0, 20]], [[10, 10]]],
    );
  });

  it('draws a glyph for a wakeup that stands alone, ticks where they are close', () => {
    const columns = Array.from({ length: 60 }, (_, at) => [at === 5 || at > 40 ? 1 : 0]);
    const lane = picturedLane('wakes', counts(columns), looksOf(['timer']));
    const text = svgOf(pictured([lane], 60), { wakes: ['timer'] });
    const [ticks, glyph] = pathsIn(text, 'vm0');

    const places = rectsOf(glyph!).map(({ x }) => x - left);
    assert.ok(
      places.every((x) => x >= 1 && x <= 10),
      String(places),
    );
    assert.ok(rectsOf(ticks!).every(({ x }) => x - left >= 41));
  });

  it('draws a level from its smallest to its largest, and nothing where it is not known', () => {
    const level = {
      form: 'level' as const,
      key: 'vm0',
      low: Float32Array.of(50, Number.NaN),
      high: Float32Array.of(100, Number.NaN),
    };
    const text = svgOf(pictured([picturedLane('window', level, looksOf(['Poll window']))], 2));

    assert.deepEqual(
      pathsIn(text, 'vm0').map((d) => rectsOf(d).map(({ w, h }) => [w, h])),
      [[[1, 10]], [[1, 10]]],
    );
  });

  it('says of what and when it is, what lanes are, and what colours stand for', () => {
    const lanes = [0, 1].map((vm) =>
      picturedLane('strategy', band([[0xffff, 0]]), looksOf(['hlt-block', 'mwait-nop']), { vm }),
    );
    const picture = { ...pictured(lanes, 1), lost: Uint8Array.of(1) };
    const text = svgOf(picture);
    const texts = [...text.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words);

    assert.match(texts[0]!, /^a&lt;b&gt;\.dat, 0\.000\D000\D000 s to .* \(10 ns\)$/);
    for (const words of ['VM 0 vCPU 1 idle', 'VM 1 vCPU 1 idle', 'hlt-block', 'Events lost']) {
      assert.ok(texts.includes(words), words);
    }
    assert.ok(!text.includes('mwait-nop'), 'what is not in the picture is not explained');
  });

  it('leaves room for the pixels of the lanes where they are wanted instead', () => {
    const lane = picturedLane('state', band([[0xffff]]), looksOf(['guest']));

    const layers = svgLayers(optionsOf(pictured([lane], 1)));

    assert.ok(!layers.around.includes('data-lane'));
    assert.match(layers.around, /vCPU 1/);
    assert.deepEqual([layers.lanesLeftCssPx, layers.lanesTopCssPx], [left, top]);
  });

  it('draws wakeups as arrows from lane to lane, and those of no lane as stubs', () => {
    const looks = looksOf(['ipi']);
    const lanes = ['a', 'b'].map((key) =>
      picturedLane('wakes', { ...counts([[1], [0], [0], [0]]), key }, looks),
    );
    const arrows = {
      fromNs: Float64Array.of(10, 20, 900),
      toNs: Float64Array.of(30, 30, 950),
      from: Int32Array.of(0, -1, 0),
      to: Int32Array.of(1, 1, 1),
      cause: Uint8Array.of(0, 0, 0),
      ...{ keys: ['a', 'b'], leftOut: 0 },
    };
    // Ten CSS pixels a column: there is room to tell the arrows apart.
    const picture = { ...pictured(lanes, 4), widthCssPx: 40, arrows };

    const drawn = svgOf(picture, { wakes: ['ipi'] });
    const crowded = svgOf({ ...picture, arrows: { ...arrows, leftOut: 1 } }, { wakes: ['ipi'] });

    assert.match(drawn, /data-arrows="2"/);
    assert.ok(drawn.includes(`M${left + 10} ${top + 20}C`));
    assert.ok(drawn.includes(`M${left + 30} ${top + 20 - 14}V${top + 20}`));
    assert.ok(!crowded.includes('data-arrows'));
  });

  it('shows the range, the markers and the notes that are in view', () => {
    const lane = picturedLane(
      'state',
      band(Array.from({ length: 50 }, () => [0xffff])),
      looksOf(['guest']),
    );
    const marks = {
      range: { fromNs: -100, toNs: 100 },
      markers: { a: 50, b: 5000 },
      notes: [
        { fromNs: 200, toNs: 200, text: 'late <wake>' },
        { fromNs: 9000, toNs: 9000, text: 'elsewhere' },
      ],
    };
    const drawn = exportSvg({ ...optionsOf(pictured([lane], 50)), marks });

    assert.ok(drawn.includes(`<rect x="${left}" y="${top}" width="10" height="20"`));
    assert.match(drawn, />A<\/text>/);
    assert.doesNotMatch(drawn, />B<\/text>/);
    assert.match(drawn, /late &lt;wake&gt;/);
    assert.doesNotMatch(drawn, /elsewhere/);
  });

  it('shows any text as text', () => {
    const label = `<script>"&'\u0000\ud800`;
    const lane = picturedLane('cpu', band([[0xffff]]), looksOf([label]), { label, vm: null });
    const text = svgOf(pictured([lane], 1));

    assert.ok(!text.includes('<script>'));
    assert.ok(text.includes(`&lt;script&gt;&quot;&amp;'\ufffd\ufffd`));
  });

  it('leaves out lanes whose columns have not come', () => {
    const lane = { ...picturedLane('state', band([[0]]), looksOf(['guest'])), answer: undefined };

    assert.deepEqual(pathsIn(svgOf(pictured([lane], 1)), 'vm0'), []);
  });
});

/** Where lanes begin in a picture. */
const [left, top] = [160, 56];

function optionsOf(
  picture: PicturedColumns,
  categories: Partial<Record<LaneKind, readonly string[]>> = {},
): ExportSvgOptions {
  return {
    ...{ picture, fileName: 'a<b>.dat', clockUnit: 'ns', hasSeveralVms: true },
    marks: { range: undefined, markers: { a: undefined, b: undefined }, notes: [] },
    categories: { ...noCategories, ...categories },
  };
}

function svgOf(
  picture: PicturedColumns,
  categories: Partial<Record<LaneKind, readonly string[]>> = {},
): string {
  return exportSvg(optionsOf(picture, categories));
}

/** Paths of a lane, in the order that they are drawn in. */
function pathsIn(text: string, key: string): readonly string[] {
  const [, lane = ''] = new RegExp(`data-lane="${key}">(.*?)</g>`).exec(text) ?? [];
  return [...lane.matchAll(/<path d="([^"]*)"/g)].map(([, d]) => d!);
}

/** The path of one category, which its colour tells. */
function pathIn(text: string, key: string, category: number): string {
  const [, lane = ''] = new RegExp(`data-lane="${key}">(.*?)</g>`).exec(text) ?? [];
  const color = `#0000${(category + 16).toString(16)}`;
  return new RegExp(`<path d="([^"]*)" fill="${color}"`).exec(lane)?.[1] ?? '';
}

function band(shares: readonly (readonly number[])[]): BandColumns {
  // A band's column without entries would repeat the one before.
  const { amounts, ...entries } = entriesOf(shares, [{ category: 0, amount: 0 }]);
  return { form: 'band', key: 'vm0', ...entries, share: Uint16Array.from(amounts) };
}

function counts(numbers: readonly (readonly number[])[]): CountColumns {
  const { amounts, ...entries } = entriesOf(numbers, []);
  return { form: 'counts', key: 'vm0', ...entries, value: Uint32Array.from(amounts) };
}

interface Entry {
  readonly category: number;
  readonly amount: number;
}

/** By column the amounts of the categories. `none`: entries of a column in which there is nothing. */
function entriesOf(
  columns: readonly (readonly number[])[],
  none: readonly Entry[],
): {
  readonly counts: Uint8Array;
  readonly category: Uint8Array;
  readonly amounts: readonly number[];
} {
  const told = columns.map((amounts) => {
    const entries = amounts
      .map((amount, category) => ({ category, amount }))
      .filter(({ amount }) => amount > 0);
    return entries.length === 0 ? none : entries;
  });
  const flat = told.flat();
  return {
    counts: Uint8Array.from(told, ({ length }) => length),
    category: Uint8Array.from(flat, ({ category }) => category),
    amounts: flat.map(({ amount }) => amount),
  };
}
