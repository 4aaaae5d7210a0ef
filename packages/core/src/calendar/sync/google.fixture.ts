/**
 * Google Calendar as a stand-in at the network: it keeps calendars and events as its published contract says (pages that are short or
 * empty, sync tokens on the last page and their end by 410, versions by ETag, cancelled events, instances of series, channels), and makes
 * the faults that it is asked for: requests that are lost before or after they took effect, errors of its own, quotas.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { KEEPS_CONNECTIONS } from "#testing/patience";

type Json = Record<string, unknown>;

export interface StandInEvent extends Json {
  id: string;
  status: string;
  etag: string;
  updated: string;
  recurringEventId?: string;
}

/** What happens to a request: `before` it is lost on its way there, `after` its answer is lost; a number is a status that comes instead. */
export type Fault = "before" | "after" | 403 | 429 | 500 | 503 | undefined;

export class GoogleStandIn {
  readonly calendars = new Map<string, Map<string, StandInEvent>>();
  readonly channels: Json[] = [];
  readonly stopped: string[] = [];
  readonly requests: string[] = [];
  /** How many events a page may have; random numbers make them short. */
  pageSize = () => 250;
  fault: () => Fault = () => undefined;
  /** Runs once, before a request that changes something takes effect. */
  meanwhile: (() => void) | undefined;
  #log: { calendar: string; id: string }[] = [];
  #oldest = 0;
  #purged = new Set<string>();
  #clock = Date.parse("2026-03-01T00:00:00Z");
  #server = http.createServer(KEEPS_CONNECTIONS, (request, response) => void this.#serve(request, response));

  constructor(...calendars: string[]) {
    for (const id of calendars) this.calendars.set(id, new Map());
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Where a call to Google goes in a test. */
  reroute(url: URL): URL {
    const { port } = this.#server.address() as AddressInfo;
    return new URL(url.pathname + url.search, `http://127.0.0.1:${port}`);
  }

  /** What somebody does in Google's own calendar. */
  put(calendar: string, event: Json & { id: string }): StandInEvent {
    this.#clock += 1_000;
    const known = this.calendars.get(calendar)!.get(event.id);
    const made: StandInEvent = {
      kind: "calendar#event",
      status: "confirmed",
      iCalUID: `${event.recurringEventId ?? event.id}@google.com`,
      ...known,
      ...event,
      etag: `"${this.#log.length + 1}"`,
      updated: new Date(this.#clock).toISOString(),
    };
    if (made.recurringEventId !== undefined && made.recurrence !== undefined)
      throw new Error("an instance does not recur");
    if ((made.recurrence as string[] | undefined)?.length === 0) delete made.recurrence;
    // Null clears a field, of a moment too.
    for (const of of [made, made.start, made.end] as (Json | undefined)[])
      for (const [key, value] of Object.entries(of ?? {})) if (value === null) delete of![key];
    this.calendars.get(calendar)!.set(event.id, made);
    this.#log.push({ calendar, id: event.id });
    return made;
  }

  cancel(calendar: string, id: string): void {
    const events = this.calendars.get(calendar)!;
    const event = events.get(id);
    if (!event || event.status === "cancelled") return;
    this.put(calendar, { id, status: "cancelled" });
    // The instances of a series go with it.
    for (const instance of events.values())
      if (instance.recurringEventId === id && instance.status !== "cancelled")
        this.put(calendar, { id: instance.id, status: "cancelled" });
  }

  /** Forgets what was cancelled, but for its ids, which are not given again. */
  purge(calendar: string): void {
    for (const event of this.calendars.get(calendar)!.values())
      if (event.status === "cancelled") this.#purged.add(event.id);
  }

  /** From now on the sync tokens that were given are no longer known. */
  endTokens(): void {
    this.#oldest = this.#log.length + 1;
  }

  /** What is there: neither cancelled, nor an instance of a series that is. */
  live(calendar: string): StandInEvent[] {
    const events = this.calendars.get(calendar)!;
    const isLive = ({ status, recurringEventId }: StandInEvent): boolean =>
      status !== "cancelled" &&
      (recurringEventId === undefined || events.get(recurringEventId)?.status !== "cancelled");
    return [...events.values()].filter(isLive);
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += chunk;
    const url = new URL(request.url!, "http://x");
    this.requests.push(`${request.method} ${url.pathname}`);
    const fault = this.fault();
    if (fault === "before") return void response.destroy();
    const [status, body, headers] =
      typeof fault === "number"
        ? refusal(fault)
        : this.#answer(
            request.method!,
            url,
            text === "" ? {} : (JSON.parse(text) as Json),
            request.headers["if-match"],
          );
    if (fault === "after") return void response.destroy();
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(body === undefined ? "" : JSON.stringify(body));
  }

  #answer(method: string, url: URL, body: Json, ifMatch: string | undefined): Answer {
    const path = url.pathname.split("/").slice(3).map(decodeURIComponent);
    if (path[0] === "users") return [200, { items: [...this.calendars.keys()].map((id, n) => listed(id, n)) }];
    if (path[0] === "channels") {
      this.stopped.push(String(body.id));
      return [204, undefined];
    }
    const calendar = path[1]!;
    const events = this.calendars.get(calendar);
    if (!events) return missing;
    const id = path[3];
    if (method === "GET" && id === undefined) return this.#list(calendar, url.searchParams);
    if (id === "watch") {
      this.channels.push(body);
      return [
        200,
        {
          kind: "api#channel",
          id: body.id,
          resourceId: `r-${calendar}`,
          expiration: String(this.#clock + 7 * 86_400_000),
        },
      ];
    }
    if (method === "GET" && path[4] === "instances")
      return this.#instance(calendar, id!, url.searchParams.get("originalStart")!);
    if (method !== "GET") {
      const { meanwhile } = this;
      this.meanwhile = undefined;
      meanwhile?.();
    }
    if (method === "POST") {
      if (events.has(String(body.id))) return [409, error(409, "duplicate")];
      return [200, this.put(calendar, body as Json & { id: string })];
    }
    const event = events.get(id!) ?? this.#virtual(calendar, id!);
    if (!event || this.#purged.has(event.id)) return missing;
    if (method === "GET") return [200, event];
    // What was cancelled is back when it is confirmed.
    if (event.status === "cancelled" && body.status !== "confirmed") return [410, error(410, "deleted")];
    if (ifMatch !== undefined && ifMatch !== event.etag) return [412, error(412, "conditionNotMet")];
    if (method === "DELETE") {
      if (!events.has(event.id)) this.put(calendar, { ...event });
      this.cancel(calendar, event.id);
      return [204, undefined];
    }
    return [200, this.put(calendar, { ...event, ...body, id: event.id })];
  }

  #list(calendar: string, query: URLSearchParams): Answer {
    const token = query.get("syncToken");
    const since = token === null ? -1 : Number(token.slice(1));
    if (token !== null && since < this.#oldest) return [410, error(410, "fullSyncRequired")];
    const [place, until] = (query.get("pageToken") ?? `0/${this.#log.length}`).split("/").map(Number) as [
      number,
      number,
    ];
    const changed = this.#log.slice(0, until).map((entry, n) => ({ ...entry, n }));
    const latest = new Map(changed.filter((one) => one.calendar === calendar).map((one) => [one.id, one.n]));
    const names = [...latest]
      .filter(([id, n]) =>
        token === null
          ? this.calendars.get(calendar)!.get(id)!.status !== "cancelled" || this.#isException(calendar, id)
          : n >= since,
      )
      .map(([id]) => id);
    const end = Math.min(names.length, place + this.pageSize());
    const items = names.slice(place, end).map((id) => asListed(this.calendars.get(calendar)!.get(id)!));
    const isLast = end >= names.length;
    return [200, { items, ...(isLast ? { nextSyncToken: `s${until}` } : { nextPageToken: `${end}/${until}` }) }];
  }

  #isException(calendar: string, id: string): boolean {
    const series = this.calendars.get(calendar)!.get(id)!.recurringEventId;
    return series !== undefined && this.calendars.get(calendar)!.get(series)?.status === "confirmed";
  }

  #instance(calendar: string, series: string, originalStart: string): Answer {
    const stamp = originalStart.replace(/[-:]|\.\d+/g, "");
    const event =
      this.calendars.get(calendar)!.get(`${series}_${stamp}`) ?? this.#virtual(calendar, `${series}_${stamp}`);
    return [200, { items: event ? [event] : [] }];
  }

  /** An instance of a series that nobody has changed yet. */
  #virtual(calendar: string, id: string): StandInEvent | undefined {
    const [, seriesId, stamp] = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/.exec(id) ?? [];
    const series = seriesId === undefined ? undefined : this.calendars.get(calendar)!.get(seriesId);
    if (!series || series.status === "cancelled" || !series.recurrence || stamp === undefined) return undefined;
    const start = series.start as { date?: string; dateTime?: string; timeZone?: string };
    const end = series.end as { date?: string; dateTime?: string };
    const date = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`;
    const at =
      stamp.length === 8
        ? Date.parse(`${date}T00:00:00Z`)
        : Date.parse(`${date}T${stamp.slice(9, 11)}:${stamp.slice(11, 13)}:${stamp.slice(13, 15)}Z`);
    const lasts = Date.parse(end.date ?? end.dateTime!) - Date.parse(start.date ?? start.dateTime!);
    const moment = (ms: number) =>
      start.date
        ? { date: new Date(ms).toISOString().slice(0, 10) }
        : { dateTime: new Date(ms).toISOString(), timeZone: start.timeZone };
    const { recurrence: _, ...rest } = series;
    return {
      ...rest,
      id,
      etag: `"${id}"`,
      recurringEventId: series.id,
      originalStartTime: moment(at),
      start: moment(at),
      end: moment(at + lasts),
    };
  }
}

type Answer = [status: number, body: unknown, headers?: Record<string, string>];

const error = (code: number, reason: string) => ({
  error: { errors: [{ domain: "calendar", reason, message: reason }], code, message: reason },
});
const missing: Answer = [404, error(404, "notFound")];

const listed = (id: string, n: number) => ({
  id,
  summary: id,
  timeZone: "Europe/Berlin",
  accessRole: id.startsWith("read") ? "reader" : "owner",
  backgroundColor: "#9fe1e7",
  ...(n === 0 && { primary: true }),
});

function refusal(status: number): Answer {
  if (status === 429) return [429, error(429, "rateLimitExceeded"), { "retry-after": "1" }];
  if (status === 403) return [403, error(403, "userRateLimitExceeded")];
  return [status, error(status, "backendError")];
}

/** Of what is cancelled a list has only what identifies it. */
function asListed(event: StandInEvent): Json {
  const { id, status, etag, recurringEventId, originalStartTime } = event;
  if (status !== "cancelled") return event;
  return { id, status, etag, ...(recurringEventId !== undefined && { recurringEventId, originalStartTime }) };
}
