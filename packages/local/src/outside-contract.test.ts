/** Test cases of the contract that are kept outside of this repository, sent over HTTP as a client sends them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { pgliteDb } from "#testing/database";
import { outsideCases } from "#testing/outside-cases";
import { slow } from "#testing/slow";
import { startCloud } from "./cloud.ts";

interface Request {
  method?: string;
  path?: string;
  body?: Record<string, unknown>;
  claims?: { name: string };
}

interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of any endpoint; what it holds is what is tested.
  body: any;
}

const pointed = (pointer: string) => ({
  status: 400,
  body: { errors: [expect.objectContaining({ pointer })] },
});

slow("contract", async () => {
  const found = outsideCases<string, Request>("contract");
  if (!found) return;
  const database = await pgliteDb();
  const dataDir = mkdtempSync(path.join(tmpdir(), "lifeos-outside-"));
  const cloud = await startCloud({ dataDir, port: 0, database, log: () => {} });
  try {
    const tokenOf = (sub: string, name: string) =>
      cloud.issuer.token({ sub, email: `${sub}@example.com`, name, zoneinfo: "UTC" });
    const token = await tokenOf("ada", "Ada");
    const send = async (method: string, to: string, body?: unknown, as = token): Promise<Answer> => {
      const { status, headers, ...answer } = await fetch(new URL(to, cloud.url), {
        method,
        headers: { authorization: `Bearer ${as}`, "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      }).then(async (response) => ({
        status: response.status,
        headers: response.headers,
        body: await response.json(),
      }));
      return { status, headers, body: answer.body };
    };
    const made = async (to: string, body: object): Promise<string> => {
      const answer = await send("POST", to, body);
      expect(answer).toMatchObject({ status: 201 });
      return answer.body.id;
    };
    const task = (more: object) => made("/v1/work/tasks", { title: "t", ...more });

    /** The request and the expected answer of each kind of fault. */
    const asked: [fault: RegExp, answer: (request: Request) => Promise<Answer>, expected: object][] = [
      [
        /becomes the year 1/,
        async ({ body }) => send("PATCH", `/v1/work/tasks/${await task({ dueDate: "2026-12-01" })}`, body),
        { status: 200, body: { dueAt: null } },
      ],
      [/rounds up into/, plain, { status: 201, body: { dueAt: "9999-12-31T23:59:59.999Z" } }],
      [/inside JSON columns/, plain, pointed("#/ingredients/0/item")],
      [/written in year 0/, plain, { status: 201 }],
      [/derived number overflows/, plain, { status: expect.toBeOneOf([201, 400]) }],
      [
        /constraint's name/,
        async ({ body }) =>
          send("PATCH", `/v1/work/tasks/${await task({ dueDate: "2026-12-01", recurrenceRule: "FREQ=DAILY" })}`, body),
        { status: expect.toBeOneOf([200, 400]) },
      ],
      [
        /gateway's own refusal/,
        () => send("POST", "/v1/work/tasks", { title: "x".repeat(11 * 1024 * 1024) }),
        { status: 413, body: { code: "too_large", instance: "/v1/work/tasks", requestId: expect.any(String) } },
      ],
      [
        /cut by UTF-16 units/,
        async () => send("GET", "/v1/identity/me", undefined, await tokenOf("eva", `${"a".repeat(199)}😀`)),
        { status: 200, body: { name: "a".repeat(199) } },
      ],
      [
        /insight's title/,
        async () => {
          const before = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
          await made("/v1/health/completed-workouts", { completedAt: before(60) });
          const name = `${"a".repeat(98)}😀 and more`;
          await made("/v1/health/meals", { name, eatenAt: before(30) });
          await cloud.settled();
          return send("GET", "/v1/cortex/insights");
        },
        { status: 200, body: { data: [{ title: expect.stringMatching(/^a{98}… after /) }] } },
      ],
    ];
    async function plain({ method, path: to, body }: Request): Promise<Answer> {
      return send(method!, to!, body);
    }

    const failed: string[] = [];
    for (const { input, fault } of found.cases) {
      const [, answer, expected] = asked.find(([about]) => about.test(fault)) ?? [];
      const given = await answer?.(input);
      try {
        expect(given).toMatchObject(expected!);
        // A refusal never has the database's own words, and points to the field.
        if (given!.status === 400) expect(given!.body.errors[0].pointer).toMatch(/^#\//);
        expect(JSON.stringify(given!.body)).not.toMatch(/breaks the rule|_check/);
      } catch {
        failed.push(`${fault}: ${given?.status} ${JSON.stringify(given?.body)?.slice(0, 500)}`);
      }
    }
    console.info(`contract: ${found.cases.length - failed.length} of ${found.cases.length} cases as expected`);
    expect(failed).toEqual([]);
  } finally {
    await cloud.stop();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
