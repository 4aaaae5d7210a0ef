/**
 * A workflow server with different moods: it accepts events and loses them, runs them on an engine, is down, or has other keys.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { CloudEvent } from "#kit/event";
import type { Engine } from "#local/engine/engine";
import { KEEPS_CONNECTIONS } from "#testing/patience";

export interface MoodyServer {
  url: string;
  mood: "forgets" | "works" | "away" | "locked";
  /** The accepted events, in order. */
  sent: { id: string; name: string; data: CloudEvent }[];
  close(): Promise<void>;
}

/** Listens before the engine exists, because the configuration needs its address first. */
export async function moodyServer(engine: () => Engine): Promise<MoodyServer> {
  const server = http.createServer(KEEPS_CONNECTIONS, getRequestListener(answer, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const moody: MoodyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    mood: "forgets",
    sent: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return moody;

  async function answer(request: Request): Promise<Response> {
    if (moody.mood === "away") return Response.json({ error: "away", status: 503 }, { status: 503 });
    if (moody.mood === "locked") return Response.json({ error: "Event key not found", status: 401 }, { status: 401 });
    if (!new URL(request.url).pathname.startsWith("/e/")) return engine().fetch(request);
    const events = (await request.clone().json()) as MoodyServer["sent"];
    moody.sent.push(...events);
    if (moody.mood === "works") return engine().fetch(request);
    return Response.json({ ids: events.map(({ id }) => id), status: 200 });
  }
}
