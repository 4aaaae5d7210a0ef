/** The words of this folder, which are needed whatever page shows: one file, so that they are one request. */
import common from "./common.words.de.ts";
import data from "./data.words.de.ts";
import frame from "./frame.words.de.ts";
import session from "./session.words.de.ts";

export default { common, data, frame, session };
