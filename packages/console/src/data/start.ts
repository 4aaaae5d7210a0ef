/** What happens before the first page shows: configuration, sign-in, who it is, and the words of their language. */
import { dateTime } from "../words/format.ts";
import { firstPlace, type Place, place, placeOf, setPlace } from "../words/place.ts";
import { loadWords } from "../words/words.ts";
import { takeSettings } from "./appearance.ts";
import { call } from "./client.ts";
import { loadConfiguration } from "./configuration.ts";
import { startLive } from "./live.ts";
import { restoreAnswers, startOffline } from "./offline.ts";
import { type Problem, problemOfError } from "./problem.ts";
import { queries } from "./queries.ts";
import {
  comeHome,
  goAway,
  lastPerson,
  onSession,
  type Person,
  sessionNow,
  setPerson,
  startSession,
} from "./session.ts";
import { layWaiting } from "./waiting.ts";

/** `problem`: why nothing can be shown yet, in the words of whoever refused. */
export interface Started {
  place: Place;
  problem?: Problem | string;
}

/** How often it is looked whether there is a connection again, when the browser does not say so. */
const LOOK_AGAIN_MS = 15_000;
/** Words that the frame needs whatever page it shows. */
const ALWAYS = ["common", "frame", "data", "session"];

export async function start(): Promise<Started> {
  // Side by side: on a slow connection each wait that follows another is seen.
  const [failed] = await Promise.all([loadConfiguration().then(() => undefined, problemOfError), speak(firstPlace())]);
  if (failed) return { place: place(), problem: failed };
  const { returnTo, problem } = await startSession();
  if (returnTo) history.replaceState(null, "", returnTo);
  const { state } = sessionNow();
  if (state === "away") await showLastPerson();
  if (state !== "in") {
    onceSignedIn();
    return { place: place(), problem };
  }
  try {
    await meet();
  } catch (error) {
    const why = problemOfError(error);
    if (why.status !== 0) return { place: place(), problem: why };
    await showLastPerson();
  }
  return { place: place() };
}

/** Asks who the token is for, and speaks their language. */
async function meet(): Promise<void> {
  const [me, settings] = await Promise.all([call("identity.me.get"), call("identity.settings.get")]);
  // What was kept of somebody else, or is older than the connection.
  if (sessionNow().me) await queries.invalidateQueries();
  setPerson(me as Person);
  await speak(placeOf({ locale: me.locale, zone: me.timezone }));
  takeSettings(settings);
  layWaiting();
  startLive();
  startOffline();
}

async function showLastPerson(): Promise<void> {
  goAway();
  const last = lastPerson();
  if (!last) return;
  await speak(placeOf({ locale: last.locale, zone: last.timezone }));
  await restoreAnswers();
  layWaiting();
}

/** The page stays as it is when somebody signs in later: by the small window, or once there is a connection. */
function onceSignedIn(): void {
  const stop = onSession(() => {
    if (sessionNow().state !== "in") return;
    stop();
    clearInterval(timer);
    removeEventListener("online", comeHome);
    void meet();
  });
  const timer = setInterval(() => void comeHome(), LOOK_AGAIN_MS);
  addEventListener("online", comeHome);
}

async function speak(next: Place): Promise<void> {
  setPlace(next);
  document.documentElement.lang = next.language === "qps" ? "en" : next.language;
  await Promise.all(ALWAYS.map((name) => loadWords(name, next.language)));
  // A zone that this browser does not know would fail at the first time that is shown.
  try {
    dateTime(new Date().toISOString(), { timeStyle: "short" });
  } catch {
    setPlace({ ...next, zone: "UTC" });
  }
}
