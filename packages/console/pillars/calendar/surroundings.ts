/** What a calendar is drawn by beside its data: how wide the window is, and what time it is. */
import { useSyncExternalStore } from "react";
import { now } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { type Minute, minuteOf } from "./grid.ts";

const phone = "(max-width: 599px)";

/** Below 600 px: one day beside another has no room. */
export const useIsPhone = (): boolean => useSyncExternalStore(onWidth, () => matchMedia(phone).matches);

function onWidth(listener: () => void): () => void {
  const query = matchMedia(phone);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** The minute that it is, by the person's clock; drawn anew when the next one comes. */
export function useNowMinute(): Minute {
  const { zone } = usePlace();
  const minute = useSyncExternalStore(onMinute, () => Math.floor(now().getTime() / 60_000));
  return minuteOf(new Date(minute * 60_000).toISOString(), zone);
}

function onMinute(listener: () => void): () => void {
  const timer = setInterval(listener, 10_000);
  return () => clearInterval(timer);
}
