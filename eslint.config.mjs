import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Files that run in a page, or hand functions to one. */
const browserFiles = ['webview/**', 'test/webview/**', 'test/e2e/**'];

/** Files whose output is for a terminal. */
const terminalFiles = ['src/cli/**', 'scripts/**', 'bench/**', 'test/host/runInCodeServer.ts'];

export default defineConfig(
  globalIgnores(['dist/', 'dist-test/', 'test-results/', 'coverage/', 'sample/', 'bench/data/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', 'scripts/**/*.mjs', 'esbuild.mjs'],
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: 'tsconfig.node.json' } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Handlers are async by contract, whether they wait or not.
      '@typescript-eslint/require-await': 'off',
      // Column reads whose bound the loop proves; reviewers watch it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
    },
  },
  {
    files: browserFiles.map((files) => `${files}/*.ts`),
    languageOptions: { parserOptions: { project: 'tsconfig.webview.json' } },
  },
  {
    files: ['webview/**'],
    // The project has Node's types for the tests beside it; the bundle has no Node.
    rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', 'require', 'setImmediate'] },
  },
  {
    // The compiler checks the globals and the casts of these scripts; eslint sees neither.
    files: ['**/*.mjs'],
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // mocha loads a reporter by its default export.
    files: ['test/support/countingReporter.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  { files: terminalFiles, rules: { 'no-console': 'off' } },
);
