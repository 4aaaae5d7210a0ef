import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  behaviour: "was zuerst kommt",
  outcome: "was folgt",
} satisfies Words<typeof en>;
