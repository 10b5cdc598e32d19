import type { TimelinePicture } from '../TimelinePicture';

/** What a picture shows, but for its pixels. */
export type PicturedColumns = Omit<TimelinePicture, 'canvas' | 'isFresh'>;
