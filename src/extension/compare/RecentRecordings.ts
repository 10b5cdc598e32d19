import { textsOf } from '../../base/textsOf';
import type { Memento } from '../Memento';

const KEY = 'exitscope.recentRecordings';
const MOST_RECENT = 20;

/** URIs of the recordings that were opened last in this workspace. */
export class RecentRecordings {
  constructor(private readonly memento: Memento) {}

  /** The last one first. */
  get all(): readonly string[] {
    return textsOf(this.memento.get(KEY));
  }

  add(uri: string): void {
    const others = this.all.filter((other) => other !== uri);
    void this.memento.update(KEY, [uri, ...others].slice(0, MOST_RECENT));
  }
}
