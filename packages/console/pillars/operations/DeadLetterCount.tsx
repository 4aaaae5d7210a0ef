import { useReadEvery } from "#console/data/read.ts";
import { number } from "#console/words/format.ts";

/** How many dead letters are open. */
export default function DeadLetterCount() {
  const { data } = useReadEvery(60, "admin.stats.get");
  return data && data.deadLetters.open > 0 ? number(data.deadLetters.open) : null;
}
