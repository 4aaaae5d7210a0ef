/** All calendars. */
import { Page } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default function Calendars() {
  const words = useWords<typeof en>("calendar").calendars;
  return <Page title={words.title}>{null}</Page>;
}
