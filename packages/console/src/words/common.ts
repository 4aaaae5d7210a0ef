/** What components say that every page uses. */
import type en from "./common.words.en.ts";
import { useWords, type Words } from "./words.ts";

export const useCommon = (): Words<typeof en> => useWords<typeof en>("common");
