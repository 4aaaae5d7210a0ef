import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { neon, neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { isNeon, neonTransport } from "./neon.ts";

const url = "postgres://anna:secret@ep-cool-1234-pooler.eu-central-1.aws.neon.tech/life?sslmode=require";
let asked: { headers: IncomingHttpHeaders; body: unknown }[] = [];
let answer: { status: number; text: string };
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.text);
});
let endpoint: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sql`;
});
afterAll(() => server.close().closeAllConnections());
beforeEach(() => {
  asked = [];
  const fields = [
    { name: "n", dataTypeID: 23 },
    { name: "flag", dataTypeID: 16 },
    { name: "big", dataTypeID: 20 },
  ];
  const result = { fields, rows: [["1", "t", "9007199254740993"]], command: "SELECT", rowCount: 1, rowAsArray: true };
  answer = { status: 200, text: JSON.stringify({ results: [result] }) };
});

/** What a connection string says, but for the driver's own name in it and which of its two schemes it is written with. */
function target({ headers }: (typeof asked)[0]) {
  const { username, password, host, pathname, searchParams } = new URL(headers["neon-connection-string"] as string);
  searchParams.delete("application_name");
  return { username, password, host, pathname, search: searchParams.toString() };
}

const statement = { text: "select $1, $2", params: [null, true] };

it("asks as Neon's own driver asks", async () => {
  await neonTransport(url, { endpoint }).run([statement]);
  const { fetchEndpoint } = neonConfig;
  neonConfig.fetchEndpoint = endpoint;
  const sql = neon(url, { arrayMode: true, fullResults: true });
  await sql.transaction([sql.query("select $1, $2", [null, "t"])], { isolationLevel: "ReadCommitted" });
  neonConfig.fetchEndpoint = fetchEndpoint;
  const [ours, theirs] = asked as [(typeof asked)[0], (typeof asked)[0]];
  const neonHeaders = ({ headers }: (typeof asked)[0]) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("neon-")));
  expect(neonHeaders(ours)).toEqual({ ...neonHeaders(theirs), "neon-connection-string": url });
  expect(target(theirs)).toEqual(target(ours));
  expect(ours.body).toEqual(theirs.body);
});

it("reads values as every other driver of ours does", async () => {
  expect(await neonTransport(url, { endpoint }).run([statement])).toEqual([
    { columns: ["n", "flag", "big"], rows: [[1, true, "9007199254740993"]] },
  ]);
});

it.each([
  [
    "PostgreSQL's error keeps its fields",
    400,
    { message: "no", code: "23505", constraint: "x" },
    { code: "23505", constraint: "x" },
  ],
  [
    "what is no error of PostgreSQL's means that it was not reached",
    400,
    { message: "endpoint is off" },
    { code: "08006" },
  ],
  ["so does an answer in another form", 502, "<html>", { code: "08006" }],
  ["so does an answer that is cut off", 200, "{", { code: "08006" }],
  [
    "so does its own limit of rate",
    500,
    { message: "Too many connections to this endpoint.", code: "" },
    { code: "08006" },
  ],
  ["so does a connection that was lost", 400, { message: "connection closed", code: "" }, { code: "08006" }],
  ["an answer that is too large is one", 507, { message: "response is too large", code: "" }, { code: "LF006" }],
  ["a request that is too large is one", 413, { message: "request is too large", code: "" }, { code: "LF007" }],
  ["so it is to a gateway on the way", 413, "<html>", { code: "LF007" }],
  [
    "a wrong password is named",
    400,
    { message: "password authentication failed for user 'anna'", code: "" },
    { code: "28P01", message: "DATABASE_URL is refused: password authentication failed for user 'anna'" },
  ],
  [
    "so is a connection string that says too little",
    400,
    { message: "missing authentication credentials: required password", code: "" },
    { code: "28000", message: expect.stringContaining("DATABASE_URL is refused: missing") },
  ],
  [
    "a statement that can never be sent is a fault",
    400,
    { message: "error encoding message to server: value too large to transmit", code: "" },
    { message: expect.stringContaining("Neon answered 400: error encoding") },
  ],
  [
    "so is an address that is none of its own",
    400,
    '"query is not supported"',
    { message: "Neon answered 400: query is not supported" },
  ],
])("%s", async (_, status, text, expected) => {
  answer = { status, text: typeof text === "string" ? text : JSON.stringify(text) };
  await expect(neonTransport(url, { endpoint }).run([statement])).rejects.toMatchObject(expected);
});

it("gives up in time", async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const nowhere = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/sql`;
  const broken = neonTransport(url, { endpoint: nowhere, timeoutMs: 50 }).run([statement]);
  await expect(broken).rejects.toMatchObject({ code: "08006", cause: { code: "ETIMEDOUT" } });
  silent.close().closeAllConnections();
});

it("sends nothing that is larger than Neon takes", async () => {
  const large = { text: "select $1", params: ["x".repeat(10 * 1024 * 1024)] };
  await expect(neonTransport(url, { endpoint }).run([large])).rejects.toMatchObject({ code: "LF007" });
  expect(asked).toEqual([]);
});

it("is for Neon's hosts", () => {
  expect([url, "postgres://a@neon.tech.example.com/x", "postgres://a@db.example.com/x"].map(isNeon)).toEqual([
    true,
    false,
    false,
  ]);
});
