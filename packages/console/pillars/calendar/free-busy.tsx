/** When the members of a household are free. */
import { Page } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default function FreeBusy() {
  const words = useWords<typeof en>("calendar").free;
  return <Page title={words.title}>{null}</Page>;
}
