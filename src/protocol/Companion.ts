import type { ClockShift } from './ClockShift';

/** Another recording that is part of a document's session. */
export interface Companion {
  readonly path: string;
  /** Added to its times. */
  readonly shift?: ClockShift;
  /** It was recorded in a guest of the session's host. */
  readonly isGuest?: boolean;
}

/** A recording in the document's folder that was made together with the document's. */
export interface NearbyRecording {
  readonly path: string;
  readonly role: 'host' | 'guest';
}
