/** What a series of amounts says in one sentence: what it is now, and how that differs from its beginning. */
import { day, money } from "#console/words/format.ts";

interface Words {
  more: (now: string, by: string, since: string) => string;
  less: (now: string, by: string, since: string) => string;
  same: (now: string, since: string) => string;
}

export function findingOf(points: readonly { date: string; cents: number }[], currency: string, words: Words): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const now = money(last.cents, currency);
  const since = day(first.date, "long");
  const by = last.cents - first.cents;
  if (by === 0) return words.same(now, since);
  return (by > 0 ? words.more : words.less)(now, money(Math.abs(by), currency), since);
}
