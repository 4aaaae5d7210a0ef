/** The calendar. */
import { Page } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default function Events() {
  const words = useWords<typeof en>("calendar").calendar;
  return <Page title={words.title}>{null}</Page>;
}
