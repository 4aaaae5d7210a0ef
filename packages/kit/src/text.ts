/** Text that has to fit. */

/**
 * At most `maxLength` UTF-16 code units from the beginning of a text, never half of a character: cut between the two units of a
 * pair, a text is no longer Unicode, which Neon's proxy refuses and others replace.
 */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const last = text.charCodeAt(maxLength - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxLength - 1 : maxLength);
}
