/**
 * Text that Markdown shows as it is. VS Code's own `appendText` also keeps every blank from breaking a
 * line, which makes sentences as long as they are.
 */
export function plainMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}
