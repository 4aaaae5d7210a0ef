/** The words of this folder, which are needed whatever page shows: one file, so that they are one request. */
import common from "./common.words.en.ts";
import data from "./data.words.en.ts";
import frame from "./frame.words.en.ts";
import session from "./session.words.en.ts";

export default { common, data, frame, session };
