import assert from 'node:assert/strict';
import { looksLikeTrace } from '../../src/lines/looksLikeTrace';

const event =
  '       CPU 0/KVM-231   [001]    28.157432: kvm_exit:  reason HLT rip 0x100012 info 0 0';

describe('looksLikeTrace', () => {
  it('is sure of reports, with or without their head', () => {
    assert.ok(looksLikeTrace(['cpus=2', event, event, event]));
    assert.ok(looksLikeTrace([event, event, event]));
    assert.ok(
      looksLikeTrace([...new Array<string>(60).fill('# cmdline : perf'), event, event, event]),
    );
  });

  it('is sure of a report with a message of its recorder among the lines', () => {
    assert.ok(looksLikeTrace([...new Array<string>(40).fill(event), 'trace-cmd: No such file']));
  });

  it('is not sure of a mail that quotes events', () => {
    assert.ok(!looksLikeTrace(['Hello,', 'we see this:', '', event, event, event, '', 'Thanks']));
  });

  it('is not sure of a list of tracepoints', () => {
    const listed = 'kvm:kvm_exit: type: 2, size: 136, config: 0x6a4, { sample_period }: 1';
    assert.ok(!looksLikeTrace(new Array<string>(5).fill(listed)));
  });

  it('is not sure of one or two events, of a head alone, or of nothing', () => {
    assert.ok(!looksLikeTrace([event, event]));
    assert.ok(!looksLikeTrace(['# tracer: nop', '#', '# a script with comments']));
    assert.ok(!looksLikeTrace([]));
  });

  it('looks at the first lines only', () => {
    let read = 0;
    function* endless(): Generator<string> {
      for (;;) {
        read++;
        yield event;
      }
    }
    assert.ok(looksLikeTrace(endless()));
    assert.ok(read <= 201);
  });
});
