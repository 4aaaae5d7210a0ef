/** What the frame says. */
import type en from "./frame.words.en.ts";
import { useWords, type Words } from "./words.ts";

export const useFrameWords = (): Words<typeof en> => useWords<typeof en>("frame");
