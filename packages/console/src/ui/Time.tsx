import { dateTime, day, moment, relative, relativeDay, time } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";

type TimeProps = {
  /** An instant, ISO 8601 in UTC. */
  at: string;
  /** `relative` says “2 minutes ago” and the whole on pointing at it. */
  form?: "relative" | "time" | "seconds" | "moment";
};

/** An instant in the person's zone. */
export function Time({ at, form = "relative" }: TimeProps) {
  usePlace();
  const write = {
    relative,
    time,
    moment,
    seconds: (instant: string) => dateTime(instant, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  }[form];
  return (
    <time dateTime={at} title={form === "moment" ? undefined : moment(at)}>
      {write(at)}
    </time>
  );
}

/** A day, `YYYY-MM-DD`. */
export function DayText({
  of,
  form = "relative",
}: {
  of: string;
  form?: "relative" | "short" | "long" | "weekday" | "full";
}) {
  usePlace();
  return <time dateTime={of}>{form === "relative" ? relativeDay(of) : day(of, form)}</time>;
}
