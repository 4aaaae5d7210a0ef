/**
 * Calendars of Microsoft Graph as a stand-in at the network: views of changes in pages with tokens of their own and their end by 410, events
 * that were removed, series whose instances come along and whose removed ones only the series itself tells, versions by ETag,
 * `transactionId`, subscriptions. It makes the faults that it is asked for.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Fault } from "#core/calendar/sync/google.fixture";
import { calendarInstantOf } from "#core/rhythm/zone-clock";
import { KEEPS_CONNECTIONS } from "#testing/patience";

type Json = Record<string, unknown>;

export interface GraphStandInEvent extends Json {
  id: string;
  type: "singleInstance" | "seriesMaster" | "occurrence" | "exception";
  "@odata.etag": string;
  removed?: boolean;
  seriesMasterId?: string;
  cancelledOccurrences?: string[];
}

const DAY_MS = 86_400_000;

export class OutlookStandIn {
  readonly calendars = ["main"];
  readonly events = new Map<string, GraphStandInEvent>();
  readonly subscriptions: Json[] = [];
  readonly ended: string[] = [];
  readonly requests: string[] = [];
  pageSize = () => 100;
  fault: () => Fault = () => undefined;
  meanwhile: (() => void) | undefined;
  #log: string[] = [];
  #oldest = 0;
  #made = 0;
  #clock = Date.parse("2026-03-01T00:00:00Z");
  #server = http.createServer(KEEPS_CONNECTIONS, (request, response) => void this.#serve(request, response));

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  reroute(url: URL): URL {
    const { port } = this.#server.address() as AddressInfo;
    return new URL(url.pathname + url.search, `http://127.0.0.1:${port}`);
  }

  /** What somebody does in Outlook. */
  put(event: Json & { id: string }): GraphStandInEvent {
    this.#clock += 1_000;
    const known = this.events.get(event.id);
    const recurrence = event.recurrence === undefined ? known?.recurrence : event.recurrence;
    const made: GraphStandInEvent = {
      iCalUId: `${event.seriesMasterId ?? event.id}@outlook`,
      isAllDay: false,
      isCancelled: false,
      showAs: "busy",
      isReminderOn: false,
      ...known,
      ...event,
      type:
        event.seriesMasterId || known?.seriesMasterId ? "exception" : recurrence ? "seriesMaster" : "singleInstance",
      "@odata.etag": `W/"${this.#log.length + 1}"`,
      lastModifiedDateTime: new Date(this.#clock).toISOString(),
    };
    this.events.set(event.id, made);
    this.#log.push(event.id);
    return made;
  }

  remove(id: string): void {
    const event = this.events.get(id) ?? this.#occurrence(id);
    if (!event || event.removed) return;
    if (event.seriesMasterId !== undefined) {
      const series = this.events.get(event.seriesMasterId)!;
      const day = id.slice(-10);
      if (this.events.has(id)) this.put({ id, removed: true });
      this.put({
        id: series.id,
        cancelledOccurrences: [...(series.cancelledOccurrences ?? []), `OID.${series.id}.${day}`],
      });
      return;
    }
    this.put({ id, removed: true });
    for (const one of this.events.values())
      if (one.seriesMasterId === id && !one.removed) this.put({ id: one.id, removed: true });
  }

  endTokens(): void {
    this.#oldest = this.#log.length + 1;
  }

  live(): GraphStandInEvent[] {
    return [...this.events.values()].filter(
      ({ removed, seriesMasterId }) =>
        !removed && (seriesMasterId === undefined || !this.events.get(seriesMasterId)?.removed),
    );
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += chunk;
    const url = new URL(request.url!, "http://x");
    this.requests.push(`${request.method} ${url.pathname}`);
    const fault = this.fault();
    if (fault === "before") return void response.destroy();
    const [status, body] =
      typeof fault === "number"
        ? refused(fault, "serviceUnavailable")
        : this.#answer(
            request.method!,
            url,
            text === "" ? {} : (JSON.parse(text) as Json),
            request.headers["if-match"],
          );
    if (fault === "after") return void response.destroy();
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(body === undefined ? "" : JSON.stringify(body));
  }

  #answer(method: string, url: URL, body: Json, ifMatch: string | undefined): Answer {
    const path = url.pathname.split("/").slice(2).map(decodeURIComponent);
    if (path[0] === "subscriptions") {
      if (method === "DELETE") {
        this.ended.push(path[1]!);
        return [204, undefined];
      }
      const id = `sub${this.subscriptions.length}`;
      this.subscriptions.push({ ...body, id });
      return [201, { id, expirationDateTime: body.expirationDateTime }];
    }
    if (path[1] === "calendars" && path.length === 2) return [200, this.#calendars(url)];
    if (path[3] === "calendarView") return this.#delta(url);
    if (method !== "GET") {
      const { meanwhile } = this;
      this.meanwhile = undefined;
      meanwhile?.();
    }
    if (method === "POST") {
      const same = [...this.events.values()].find(({ transactionId }) => transactionId === body.transactionId);
      return [201, shown(same ?? this.put({ ...inUtc(body), id: `made${++this.#made}` }))];
    }
    const id = path[2]!;
    const event = this.events.get(id) ?? this.#occurrence(id);
    if (!event || event.removed || (event.seriesMasterId && this.events.get(event.seriesMasterId)?.removed))
      return refused(404, "ErrorItemNotFound");
    if (path[3] === "instances") return [200, { value: this.#instances(event, url.searchParams) }];
    if (method === "GET")
      return [
        200,
        url.searchParams.get("$select") ? { id, cancelledOccurrences: event.cancelledOccurrences ?? [] } : shown(event),
      ];
    if (ifMatch !== undefined && this.events.has(id) && ifMatch !== event["@odata.etag"])
      return refused(412, "ErrorIrresolvableConflict");
    if (method === "DELETE") {
      this.remove(id);
      return [204, undefined];
    }
    return [200, shown(this.put({ ...(this.events.has(id) ? {} : event), ...inUtc(body), id }))];
  }

  #calendars(url: URL): Json {
    const [top, skip] = ["$top", "$skip"].map((name) => Number(url.searchParams.get(name))) as [number, number];
    const shape = { hexColor: "", canEdit: true };
    const value = this.calendars
      .map((id, n) => ({ id, name: n === 0 ? "Calendar" : id, ...shape, isDefaultCalendar: n === 0 }))
      .slice(skip, skip + top);
    const hasMore = skip + top < this.calendars.length;
    return {
      value,
      ...(hasMore && { "@odata.nextLink": `https://graph.microsoft.com/v1.0/me/calendars?$skip=${skip + top}` }),
    };
  }

  #delta(url: URL): Answer {
    const skip = url.searchParams.get("$skiptoken")?.split("/").map(Number) as [number, number, number] | undefined;
    const token = url.searchParams.get("$deltatoken");
    const [since, place, until] = skip ?? [token === null ? -1 : Number(token), 0, this.#log.length];
    if (since >= 0 && since < this.#oldest) return refused(410, "syncStateNotFound");
    const latest = new Map(this.#log.slice(0, until).map((id, n) => [id, n]));
    const names = [...latest]
      .filter(([id, n]) => (since < 0 ? !this.events.get(id)!.removed : n >= since))
      .map(([id]) => id);
    const end = Math.min(names.length, place + this.pageSize());
    const value = names.slice(place, end).flatMap((id): unknown[] => {
      const event = this.events.get(id)!;
      if (event.removed) return [{ id, "@removed": { reason: "deleted" } }];
      const slim =
        event.type === "seriesMaster"
          ? this.#instances(event, url.searchParams).filter(({ type }) => type === "occurrence")
          : [];
      return [
        shown(event),
        ...slim.map(({ id: own, start, end: to, seriesMasterId }) => ({
          id: own,
          type: "occurrence",
          start,
          end: to,
          seriesMasterId,
        })),
      ];
    });
    const base = `https://graph.microsoft.com/v1.0${url.pathname.replace(/^\/v1.0/, "")}`;
    return [
      200,
      end < names.length
        ? { value, "@odata.nextLink": `${base}?$skiptoken=${since}/${end}/${until}` }
        : { value, "@odata.deltaLink": `${base}?$deltatoken=${until}` },
    ];
  }

  /** The instances of a daily series, in UTC, without those that were removed. */
  #instances(series: GraphStandInEvent, query: URLSearchParams): Json[] {
    const from = Date.parse(query.get("startDateTime") ?? "1970-01-01");
    const to = Date.parse(query.get("endDateTime") ?? "2100-01-01");
    const first = Date.parse(`${(series.start as { dateTime: string }).dateTime}Z`);
    const count = (series.recurrence as { range: { numberOfOccurrences?: number } }).range.numberOfOccurrences ?? 30;
    return Array.from({ length: count }, (_, n) => first + n * DAY_MS)
      .filter((at) => at >= from && at < to)
      .flatMap((at) => {
        const id = `${series.id}.${new Date(at).toISOString().slice(0, 10)}`;
        if (series.cancelledOccurrences?.includes(`OID.${id}`)) return [];
        const known = this.events.get(id);
        return [shown(known ?? this.#occurrence(id)!)];
      });
  }

  /** An instance that nobody has changed, by its id. */
  #occurrence(id: string): GraphStandInEvent | undefined {
    const [, seriesId, day] = /^(.+)\.(\d{4}-\d\d-\d\d)$/.exec(id) ?? [];
    const series = seriesId === undefined ? undefined : this.events.get(seriesId);
    if (!series || series.removed || series.type !== "seriesMaster") return undefined;
    const start = (series.start as { dateTime: string }).dateTime;
    const lasts = Date.parse(`${(series.end as { dateTime: string }).dateTime}Z`) - Date.parse(`${start}Z`);
    const at = Date.parse(`${day}T${start.slice(11)}Z`);
    const moment = (ms: number) => ({ dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: "UTC" });
    const { recurrence: _, cancelledOccurrences: __, transactionId: ___, ...rest } = series;
    return {
      ...rest,
      id,
      // Its type as long as nobody changes it; the first change makes an exception of it.
      type: "occurrence",
      "@odata.etag": `W/"${id}"`,
      seriesMasterId: series.id,
      originalStart: new Date(at).toISOString(),
      start: moment(at),
      end: moment(at + lasts),
    };
  }
}

/** What is given in any zone comes back in UTC, because that is asked for, and says which zone it was given in. */
function inUtc(body: Json): Json {
  const moment = ({ dateTime, timeZone }: { dateTime: string; timeZone: string }) => ({
    dateTime: new Date(calendarInstantOf(timeZone, Date.parse(`${dateTime}Z`))).toISOString().slice(0, 19),
    timeZone: "UTC",
  });
  const { start, end } = body as Record<"start" | "end", Parameters<typeof moment>[0] | undefined>;
  if (!start || !end) return body;
  return { ...body, start: moment(start), end: moment(end), originalStartTimeZone: start.timeZone };
}

type Answer = [status: number, body: unknown];
const refused = (status: number, code: string): Answer => [status, { error: { code, message: code } }];

/** As Graph answers: which instances are removed is told on request alone. */
function shown({ removed: _, cancelledOccurrences: __, ...event }: GraphStandInEvent): Json {
  return event;
}
