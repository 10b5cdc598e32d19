import { rawFieldText } from '../../src/formats/tracefs/fieldText';
import { eventAccess } from '../../src/engine/eventAccess';
import type { OpenTrace } from '../../src/engine/OpenTrace';
import type { ExitPasses } from '../../src/engine/passes';

/** Every event of a trace that keeps its blocks, as `TIME cpuN TID EVENT field=value …`. */
export function eventLines(trace: OpenTrace & { readonly passes: ExitPasses }): string[] {
  const access = eventAccess(trace, trace.passes);
  return trace.table.blocks.flatMap((block) =>
    Array.from({ length: block.length }, (_, at) => {
      const kind = access.kindOf(block, at);
      const fields = access
        .fieldsOf(kind, access.recordOf(block, at))
        .map((field) => ` ${field.name}=${rawFieldText(field)}`);
      const place = `cpu${access.hostCpuOf(block, at)} ${block.tid[at]!}`;
      return `${block.time[at]!} ${place} ${kind.name}${fields.join('')}`;
    }),
  );
}
