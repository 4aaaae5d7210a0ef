import { State } from "#console/ui/State.tsx";
import { dayAfter, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const LOOK_AT_DAYS = 3;

/** When something expires: loud when it has, plain when there is time. */
export function Expiry({ day }: { day: string | null }) {
  const words = useWords<typeof en>("household").expiry;
  if (day === null) return null;
  const isOver = day < today();
  const text = isOver ? words.over(relativeDay(day)) : words.until(relativeDay(day));
  if (day > dayAfter(today(), LOOK_AT_DAYS)) return <span className="quiet">{text}</span>;
  return <State tone={isOver ? "bad" : "warn"}>{text}</State>;
}
