/**
 * Requests about another person's rows, each compared with the same request about a row that does not exist: the answers must be
 * indistinguishable, and nothing must change.
 */
import type { Endpoint } from "#kit/endpoint";
import { fingerprint, touched } from "#testing/fingerprint";
import type { Answer, CallOptions, Harness } from "#testing/harness";
import type { Recording } from "#testing/recording";
import type { Found } from "../contract/discover.ts";

/** An id without a row. */
export const NOBODYS = "0198f000-0000-7000-8000-000000000001";

export interface Probe {
  /** The operation, and the place of the id in it. */
  name: string;
  found: Found<Endpoint>;
  /** The request with this id in that place. */
  request: (id: string | undefined) => CallOptions;
  /** The id of another person's row. */
  id: string;
}

export type Probing = ReturnType<typeof probes>;

/** An entry in the log of whoever has looked at what is encrypted, also where there was nothing to see: it is theirs. */
const LOOKS = ["encrypted.read"];

/** `hers`: ids that no answer may contain. */
export function probes(life: Harness, log: Recording, hers: ReadonlySet<string>) {
  const notThere = new Map<string, string>();

  /** Sends the probes with her ids and with an unknown one; returns what is wrong with the answers, by the name of the probe. */
  async function refusals(
    place: string,
    asked: readonly Probe[],
    isRefusal: (answer: Answer, probe: Probe) => boolean,
  ) {
    const wrong: Record<string, string> = {};
    const before = await fingerprint(life.database, LOOKS);
    for (const probe of asked) {
      const theirs = await ask(probe, probe.id);
      const key = `${place} ${probe.name}`;
      // The answer about a missing row is cached for all callers; when it seems to differ, it is requested once more by the same
      // caller.
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
    const changed = touched(before, await fingerprint(life.database, LOOKS));
    return { wrong, changed: changed.length === 0 ? [] : await culprits(asked, changed) };
  }

  /** The probes that change something, if any do. */
  async function culprits(asked: readonly Probe[], tables: string[]) {
    const found: string[] = [];
    for (const probe of asked) {
      const before = await fingerprint(life.database, LOOKS);
      await ask(probe, probe.id);
      const changed = touched(before, await fingerprint(life.database, LOOKS));
      if (changed.length > 0) found.push(`${probe.name}: ${changed}`);
    }
    return [`${tables}`, ...found];
  }

  /** An answer, and a normalized form of it: without what is random in each request. */
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

/** Success, or a refusal because of the state of the rows, which reveals that they exist. */
export const isFound = ({ status, body }: Answer) =>
  status === 409 ||
  (status < 300 && !body?.results?.some((one: { status: number }) => one.status >= 400 && one.status !== 409));

/** A refusal, of the whole request or of each of its parts. */
export const isRefused = ({ status, body }: Answer) =>
  (status >= 400 && status < 500) ||
  (body?.results?.length > 0 && body.results.every((one: { status: number }) => one.status >= 400));

export const shortly = ({ status, body }: Answer) => `${status} ${JSON.stringify(body)?.slice(0, 300)}`;
