/** What happens before the first page shows, once it is known who is here. */
import { type Place, place, placeOf } from "../words/place.ts";
import { takeSettings } from "./appearance.ts";
import { dropEarlyQueries, forgetEarly } from "./early.ts";
import { askWhoItIs, enter, type Met, speak } from "./enter.ts";
import { startLive } from "./live.ts";
import { restoreAnswers, startOffline } from "./offline.ts";
import type { Problem } from "./problem.ts";
import { queries } from "./queries.ts";
import { onceQuiet } from "./quiet.ts";
import { read } from "./read.ts";
import {
  comeHome,
  goAway,
  isOfLastPerson,
  lastPerson,
  onSession,
  type Person,
  sessionNow,
  setPerson,
} from "./session.ts";
import { layWaiting } from "./waiting.ts";

/** `problem`: why nothing can be shown yet, in the words of whoever refused. */
export interface Started {
  place: Place;
  problem?: Problem | string | undefined;
}

/** How often it is looked whether there is a connection again, when the browser does not say so. */
const LOOK_AGAIN_MS = 15_000;

export async function start(): Promise<Started> {
  const { met, problem } = await enter();
  if (met) {
    await meet(met);
    return { place: place() };
  }
  const { state } = sessionNow();
  if (state === "away" || state === "out") onceSignedIn();
  const isCutOff = state === "in" && typeof problem === "object" && problem.status === 0 && isOfLastPerson();
  if (state !== "away" && !isCutOff) return { place: place(), problem };
  await showLastPerson();
  return { place: place() };
}

/** Shows the console to whom the token is for, in their language. */
async function meet({ me, settings }: Met): Promise<void> {
  // What was kept of somebody else, or is older than the connection.
  if (sessionNow().me) await queries.invalidateQueries();
  setPerson(me as Person);
  dropEarlyQueries();
  await speak(placeOf({ locale: me.locale, zone: me.timezone }));
  takeSettings(settings);
  // Pages that go by the person's week or hours need not ask again.
  queries.setQueryData(read("identity.settings.get").queryKey, settings);
  layWaiting();
  onceQuiet(() => {
    forgetEarly();
    startLive();
    startOffline();
  });
}

async function showLastPerson(): Promise<void> {
  forgetEarly();
  dropEarlyQueries();
  goAway();
  const last = lastPerson();
  if (!last) return;
  await speak(placeOf({ locale: last.locale, zone: last.timezone }));
  await restoreAnswers();
  layWaiting();
  onceQuiet(() => {});
}

/** The page stays as it is when somebody signs in later: by the small window, or once there is a connection. */
function onceSignedIn(): void {
  const stop = onSession(() => {
    if (sessionNow().state !== "in") return;
    stop();
    clearInterval(timer);
    removeEventListener("online", comeHome);
    void askWhoItIs().then(meet);
  });
  const timer = setInterval(() => void comeHome(), LOOK_AGAIN_MS);
  addEventListener("online", comeHome);
}
