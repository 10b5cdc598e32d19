import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly filenamePatterns: readonly string[];
      readonly firstLine: string;
      readonly configuration: string;
    }[];
    readonly grammars: readonly { readonly language: string; readonly path: string }[];
  };
}

const repository = path.join(__dirname, '../..');
const { contributes } = JSON.parse(
  readFileSync(path.join(repository, 'package.json'), 'utf8'),
) as Manifest;
const language = contributes.languages[0]!;

describe('the language of trace texts', () => {
  it('is told by the first line of a report', () => {
    const firstLine = new RegExp(language.firstLine);
    for (const line of [
      'cpus=2',
      '# tracer: nop',
      '       CPU 0/KVM-231   [001]    28.157432: kvm_exit:             reason HLT rip 0x100012',
      ' qemu-kvm-1234  (   1200) [000] d..2.  2714.585544: kvm_inj_virq: IRQ 0xec',
      '     vmm-235   [001]101806974511: kvm_fpu: load',
      '  CPU 1/KVM 31075/31081 [000]  3324.095303385:     kvm:kvm_eoi: apicid 1 vector 64',
      '  CPU 1/KVM 31081  3324.095303:          1     kvm:kvm_eoi: apicid 1 vector 64',
    ]) {
      assert.match(line, firstLine);
    }
    for (const line of [
      '# A heading',
      'cpus=2 memory=4G',
      '12:01:44 host kernel: [12.5] kvm: exit',
      '2024-05-01 10:00:00.123456: starting',
      'name-1 [001] of many',
    ]) {
      assert.doesNotMatch(line, firstLine);
    }
  });

  it('does not take every *.txt and *.log', () => {
    for (const pattern of language.filenamePatterns)
      assert.doesNotMatch(pattern, /^\*\.(txt|log)$/);
  });

  it('names files that are there', () => {
    const { grammars } = contributes;
    assert.deepEqual(
      grammars.map(({ language: id }) => id),
      [language.id, 'kvm-disassembly'],
    );
    for (const file of [language.configuration, ...grammars.map(({ path: file }) => file)]) {
      assert.doesNotThrow(() => {
        JSON.parse(readFileSync(path.join(repository, file), 'utf8'));
      });
    }
  });
});
