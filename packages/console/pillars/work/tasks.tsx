/** Everything that is to be done. */
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default function Tasks() {
  const words = useWords<typeof en>("work").tasks;
  return <h1>{words.title}</h1>;
}
