import { subscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Listening, listen } from "./listen.ts";

let server: Listening;
afterEach(() => server.close());

describe("a server whose request handler does not exist yet", () => {
  it("answers requests that came before the handler, and those that come after", async () => {
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

it("keeps a connection for a minute, so that none closes while a request comes", async () => {
  server = await listen(0);
  server.answer((_, response) => response.end("here"));
  const { headers } = await fetch(`http://127.0.0.1:${server.port}/`);
  expect(headers.get("keep-alive")).toBe("timeout=60");
});

describe("a request that cannot be read", () => {
  /** What the server answers to these bytes before it closes the connection. */
  const answerTo = async (bytes: string): Promise<string> => {
    const socket = net.connect(server.port, "127.0.0.1");
    socket.write(bytes);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };
  const problemOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));

  it("is answered by a problem that says why", async () => {
    server = await listen(0, { maxHeaderSize: 10_240 });
    server.answer((_, response) => response.end("never"));
    const large = await answerTo(`GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"x".repeat(11_000)}\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1\.1 431 /);
    expect(large).toContain("content-type: application/problem+json");
    expect(problemOf(large)).toMatchObject({ status: 431, code: "headers_too_large", requestId: expect.any(String) });
    expect(problemOf(await answerTo("hello\r\n\r\n"))).toMatchObject({ status: 400, code: "bad_request" });
  });

  it("is answered when the rest of it does not come in time", async () => {
    server = await listen(0, { headersTimeout: 1, connectionsCheckingInterval: 1 });
    server.answer((_, response) => response.end("never"));
    expect(problemOf(await answerTo("GET / HTTP/1.1\r\nhost: loc"))).toMatchObject({
      status: 408,
      code: "request_timeout",
    });
  });
});
