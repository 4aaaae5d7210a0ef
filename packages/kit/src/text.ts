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

/**
 * Characters that are not seen, and change how the others are: control characters, and those that turn the direction of writing (Unicode
 * Standard Annex #9), with which a name can end otherwise than it seems to.
 */
export const UNSHOWN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name as it may be shown and written into a header, whoever gave it. */
export const shownName = (name: string): string => name.replace(UNSHOWN, "");
