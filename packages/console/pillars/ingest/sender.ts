/** Who sent it: the name where there is one, else the address. A name may be anything; the page of the mail shows both. */
export function senderOf(sender: string): string {
  const [, name] = /^\s*"?(.*?)"?\s*<[^<>]*>\s*$/.exec(sender) ?? [];
  return name || sender;
}
