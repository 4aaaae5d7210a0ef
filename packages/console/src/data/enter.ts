/**
 * Who is here. It is found out while the rest of the console is still on its way, since each of its questions waits for the answer to the one
 * before: what is set up here, a token of the issuer, who the token is for. start.ts goes on with what came of it.
 */
import { dateTime } from "../words/format.ts";
import { firstPlace, type Place, place, setPlace } from "../words/place.ts";
import { loadOwnWords } from "../words/words.ts";
import { type Answer, call } from "./client.ts";
import { loadConfiguration } from "./configuration.ts";
import { type Problem, problemOfError } from "./problem.ts";
import { sessionNow, startSession } from "./session.ts";

/** Whom the token is for, and how they want it. */
export interface Met {
  me: Answer<"identity.me.get">;
  settings: Answer<"identity.settings.get">;
}

/** `problem`: why there is nobody, in the words of whoever refused. */
export interface Entered {
  met?: Met;
  problem?: Problem | string | undefined;
}

let entering: Promise<Entered> | undefined;

let tellToken = () => {};
/** Resolves once there is a token, when it is still to be said who it is for. */
export const hasToken = new Promise<void>((resolve) => {
  tellToken = resolve;
});

/** Once for a page, however often it is asked. Never rejects. */
export function enter(): Promise<Entered> {
  entering ??= comeIn().catch((error) => ({ problem: problemOfError(error) }));
  return entering;
}

async function comeIn(): Promise<Entered> {
  // Side by side: on a slow connection each wait that follows another is seen. Nobody needs words to be found out.
  const finding = findOut();
  // What failed is put into words once these are there.
  await Promise.all([speak(firstPlace()), finding.catch(() => {})]);
  return finding;
}

async function findOut(): Promise<Entered> {
  await loadConfiguration();
  const { returnTo, problem } = await startSession();
  if (returnTo) history.replaceState(null, "", returnTo);
  if (sessionNow().state !== "in") return { problem };
  const asking = askWhoItIs();
  tellToken();
  return { met: await asking };
}

export async function askWhoItIs(): Promise<Met> {
  const [me, settings] = await Promise.all([call("identity.me.get"), call("identity.settings.get")]);
  return { me, settings };
}

/** From here on texts and formats are those of this place. */
export async function speak(next: Place): Promise<void> {
  setPlace(next);
  document.documentElement.lang = next.language === "qps" ? "en" : next.language;
  await loadOwnWords(next.language);
  // A zone that this browser does not know would fail at the first time that is shown.
  try {
    dateTime(new Date().toISOString(), { timeStyle: "short" });
  } catch {
    setPlace({ ...place(), zone: "UTC" });
  }
}
