import assert from 'node:assert/strict';
import { PageCache } from '../../../webview/tables/PageCache';

describe('PageCache', () => {
  it('drops the page that was not used for longest', () => {
    const cache = new PageCache<string>(2);
    cache.put(0, 'zero');
    cache.put(1, 'one');
    cache.get(0);

    cache.put(2, 'two');

    assert.equal(cache.get(1), undefined);
    assert.equal(cache.get(0), 'zero');
    assert.equal(cache.get(2), 'two');
  });

  it('goes on showing a stale page until it is replaced', () => {
    const cache = new PageCache<string>(2);
    cache.put(0, 'old');
    cache.markAllStale();

    assert.equal(cache.get(0), 'old');
    assert.equal(cache.isFresh(0), false);

    cache.put(0, 'new');

    assert.equal(cache.isFresh(0), true);
  });
});
