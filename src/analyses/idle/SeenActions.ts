/** Above every IdleAction. */
const ACTIONS = 64;

/** Events of each recording of a session, by IdleAction: what one lacks another does not make up for. */
export class SeenActions {
  private readonly bySource: Float64Array[] = [];

  /** Counts of a recording, which go on. */
  of(source: number): Float64Array {
    return (this.bySource[source] ??= new Float64Array(ACTIONS));
  }
}
