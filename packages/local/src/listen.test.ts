import { subscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Listening, listen } from "./listen.ts";

let server: Listening;
afterEach(() => server.close());

describe("a server whose answers are still being made", () => {
  it("answers a request that came before them, and those that come after", async () => {
    server = await listen(0);
    const received = new Promise((resolve) => subscribe("http.server.request.start", resolve));
    const early = net.connect(server.port, "127.0.0.1");
    early.write("GET /early HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    await received;

    server.answer((request, response) => response.end(`answered ${request.url}`));

    const [early1] = (await once(early, "data")) as [Buffer];
    expect(early1.toString()).toContain("answered /early");
    expect(await (await fetch(`http://127.0.0.1:${server.port}/late`)).text()).toBe("answered /late");
  });

  it("refuses a port that is taken", async () => {
    server = await listen(0);
    await expect(listen(server.port)).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
