import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default {
  tasks: { title: "Aufgaben" },
} satisfies Words<typeof en>;
