/**
 * Requests about what is somebody else's, each held against the same request about what is not there: whoever asks must not be
 * able to tell one from the other, and must not change anything.
 */
import type { Endpoint } from "#kit/endpoint";
import { fingerprint, touched } from "#testing/fingerprint";
import type { Answer, CallOptions, Harness } from "#testing/harness";
import type { Recording } from "#testing/recording";
import type { Found } from "../contract/discover.ts";

/** An id that nobody has. */
export const NOBODYS = "0198f000-0000-7000-8000-000000000001";

export interface Probe {
  /** The operation, and where in it the id is. */
  name: string;
  found: Found<Endpoint>;
  /** The request with this id in that place. */
  request: (id: string | undefined) => CallOptions;
  /** Somebody else's. */
  id: string;
}

export type Probing = ReturnType<typeof probes>;

/** `hers`: every id that no answer may tell. */
export function probes(life: Harness, log: Recording, hers: ReadonlySet<string>) {
  const notThere = new Map<string, string>();

  /** Asks for hers and for nobody's; yields what is wrong with the answers, by the name of the probe. */
  async function refusals(
    place: string,
    asked: readonly Probe[],
    isRefusal: (answer: Answer, probe: Probe) => boolean,
  ) {
    const wrong: Record<string, string> = {};
    const before = await fingerprint(life.database);
    for (const probe of asked) {
      const theirs = await ask(probe, probe.id);
      const key = `${place} ${probe.name}`;
      // What is not there looks alike to everybody; when it seems not to, it is asked for once more, by whoever it is about.
      if (notThere.get(key) !== theirs.looks) notThere.set(key, (await ask(probe, NOBODYS)).looks);
      if (!isRefusal(theirs.answer, probe)) wrong[probe.name] = `answers ${shortly(theirs.answer)}`;
      else if (theirs.looks !== notThere.get(key))
        wrong[probe.name] = `not theirs:\n${theirs.looks}\nnot there:\n${notThere.get(key)}`;
      else {
        const sent = JSON.stringify(probe.request(probe.id));
        const told = [...hers].filter((id) => theirs.text.includes(id) && !sent.includes(id));
        if (told.length > 0) wrong[probe.name] = `tells ${told}: ${theirs.text.slice(0, 300)}`;
      }
    }
    const changed = touched(before, await fingerprint(life.database));
    return { wrong, changed: changed.length === 0 ? [] : await culprits(asked, changed) };
  }

  /** Which of the probes change something, when some do. */
  async function culprits(asked: readonly Probe[], tables: string[]) {
    const found: string[] = [];
    for (const probe of asked) {
      const before = await fingerprint(life.database);
      await ask(probe, probe.id);
      const changed = touched(before, await fingerprint(life.database));
      if (changed.length > 0) found.push(`${probe.name}: ${changed}`);
    }
    return [`${tables}`, ...found];
  }

  /** An answer, and how it looks to somebody who watches closely: everything but what is drawn for each request. */
  async function ask({ found, request }: Probe, id: string) {
    let answer!: Answer;
    const flights = await log.flightsOf(async () => {
      answer = await life.call(found.value, request(id));
    });
    const { "x-request-id": _, ratelimit: __, ...headers } = answer.headers;
    const {
      instance: ___,
      requestId: ____,
      ...body
    } = typeof answer.body === "object" ? answer.body : { text: answer.body };
    const looks = JSON.stringify({ status: answer.status, headers, body, flights }).replaceAll(id, "{id}");
    return { answer, looks, text: JSON.stringify(answer.body) ?? "" };
  }

  return { ask, refusals };
}

/** Done, or refused for what the rows are like and not for where they are: that is found out later. */
export const isFound = ({ status, body }: Answer) =>
  status === 409 ||
  (status < 300 && !body?.results?.some((one: { status: number }) => one.status >= 400 && one.status !== 409));

/** Refused, as a whole or in each of its parts. */
export const isRefused = ({ status, body }: Answer) =>
  (status >= 400 && status < 500) ||
  (body?.results?.length > 0 && body.results.every((one: { status: number }) => one.status >= 400));

export const shortly = ({ status, body }: Answer) => `${status} ${JSON.stringify(body)?.slice(0, 300)}`;
