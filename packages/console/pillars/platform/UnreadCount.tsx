/** How many notifications are unread, for the bell. */
import { useRead } from "#console/data/read.ts";
import { number } from "#console/words/format.ts";

export default function UnreadCount() {
  const { data } = useRead("platform.dashboard.get");
  const unread = data?.notifications.unread ?? 0;
  return unread === 0 ? null : number(unread);
}
