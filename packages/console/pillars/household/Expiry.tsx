import { State } from "#console/ui/State.tsx";
import { dayAfter, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const LOOK_AT_DAYS = 3;

/** Whether somebody should look at it. */
export const isUrgent = (day: string | null): day is string => day !== null && day <= dayAfter(today(), LOOK_AT_DAYS);

/** When something expires: loud when it has, plain when there is time. `short` where a label says already what the day is. */
export function Expiry({ day, short }: { day: string | null; short?: boolean }) {
  const words = useWords<typeof en>("household").expiry;
  if (day === null) return null;
  const isOver = day < today();
  const when = relativeDay(day);
  const text = short ? when : isOver ? words.over(when) : words.until(when);
  if (!isUrgent(day)) return <span className="quiet">{text}</span>;
  return <State tone={isOver ? "bad" : "warn"}>{text}</State>;
}
