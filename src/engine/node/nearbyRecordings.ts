import { readdirSync } from 'node:fs';
import path from 'node:path';
import { FormatError } from '../../formats/FormatError';
import { openRecording } from '../../ingest/recordingFormats';
import type { Recording } from '../../ingest/Recording';
import { isGuestOf } from '../../ingest/relateClocks';
import type { NearbyRecording } from '../../protocol/Companion';
import { FileSource } from './FileSource';
import { decompressorOf } from './nodeDecompressor';

/** A folder of thousands is an archive; to open each takes some ms. */
const MOST_FILES = 200;

/**
 * Recordings in the folder of `file` that trace-cmd made together with it: its guests', or its host's.
 */
export async function nearbyRecordings(
  file: string,
  recording: Recording,
): Promise<readonly NearbyRecording[]> {
  if (recording.pairing?.traceId === undefined) return [];
  const folder = path.dirname(file);
  const others = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.dat$/i.test(entry.name))
    .map(({ name }) => path.join(folder, name))
    .filter((other) => path.resolve(other) !== path.resolve(file))
    .slice(0, MOST_FILES);
  const found: NearbyRecording[] = [];
  for (const other of others) {
    const role = await roleOf(other, recording);
    if (role !== undefined) found.push({ path: other, role });
  }
  return found;
}

/** A file that cannot be read is nobody's peer. */
async function roleOf(
  file: string,
  recording: Recording,
): Promise<NearbyRecording['role'] | undefined> {
  let source: FileSource | undefined;
  try {
    source = new FileSource(file);
    const decompressor = await decompressorOf(source);
    const other = openRecording({ source, decompressor, tscKhz: undefined });
    if (isGuestOf(other, recording)) return 'guest';
    return isGuestOf(recording, other) ? 'host' : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  } finally {
    source?.close();
  }
}
