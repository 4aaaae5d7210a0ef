/** The model in its own process: it is there when it is asked, is not there when it is not, and whatever becomes of it is survived. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { EmbedderUnavailable } from "#cloud/embedding/embedder";
import { slow } from "#testing/slow";
import { type EmbeddingOptions, type EmbeddingProcess, embeddingProcess } from "./child.ts";

const soon = { urgent: true, timeoutMs: 60_000 };
const later = { urgent: false, timeoutMs: 60_000 };
const patiently = { urgent: false, timeoutMs: 240_000 };
let model: EmbeddingProcess | undefined;
let children: ChildProcess[] = [];
afterEach(() => {
  model?.stop();
  children = [];
});
function started(options: EmbeddingOptions = {}): EmbeddingProcess {
  model = embeddingProcess({
    program: new URL("./embedding.fixture.ts", import.meta.url),
    onChild: (child) => child && children.push(child),
    ...options,
  });
  return model;
}
const numbers = (vectors: Float32Array[]) => vectors.map((vector) => [...vector]);

it("is started by the first question, answers many, and takes what is not urgent in parts", async () => {
  const asked = started();
  expect(children).toEqual([]);
  const [first] = await asked.embed(["abc"], soon);
  expect([...first!]).toEqual([3, children[0]!.pid, 1]);
  const texts = Array.from({ length: 20 }, (_, i) => "x".repeat(i + 1));
  const many = numbers(await asked.embed(texts, later));
  expect(many.map(([length]) => length)).toEqual(texts.map(({ length }) => length));
  expect(many.map(([, , together]) => together)).toEqual([...Array(16).fill(8), ...Array(4).fill(4)]);
  expect(children).toHaveLength(1);
});

it("answers what is urgent before what waits", async () => {
  const asked = started();
  const order: string[] = [];
  const others = asked.embed(Array(24).fill("slow"), later).then(() => order.push("others"));
  const urgent = asked.embed(["quick"], soon).then(() => order.push("urgent"));
  await Promise.all([others, urgent]);
  expect(order).toEqual(["urgent", "others"]);
});

it("is replaced by another after it has died, with what waits", async () => {
  const asked = started();
  const dead = asked.embed(["die"], soon);
  const next = asked.embed(["lives"], soon);
  await expect(dead).rejects.toThrow(EmbedderUnavailable);
  expect((await next)[0]![0]).toBe(5);
  expect(children).toHaveLength(2);
});

it("is ended when it does not answer", async () => {
  const asked = started({ answerMs: 1 });
  await expect(asked.embed(["be silent"], soon)).rejects.toThrow("did not answer");
  expect(children[0]!.killed).toBe(true);
});

it.runIf(process.platform === "linux")("is replaced when it holds too much memory", async () => {
  const asked = started({ memoryBytes: 250 * 1024 * 1024 });
  await asked.embed(["fill"], soon);
  await asked.embed(["again"], soon);
  expect(children).toHaveLength(2);
});

it("says what it could not do, and goes on", async () => {
  const asked = started();
  await expect(asked.embed(["fail"], soon)).rejects.toThrow("not to my taste");
  expect((await asked.embed(["abc"], soon))[0]![0]).toBe(3);
  expect(children).toHaveLength(1);
});

it("ends when nobody has asked for a while, and is started again", async () => {
  const asked = started({ idleMs: 1 });
  await asked.embed(["abc"], soon);
  await once(children[0]!, "exit");
  await asked.embed(["abc"], soon);
  expect(children).toHaveLength(2);
});

it("refuses who waits when LifeOS stops", async () => {
  const asked = started();
  const waiting = [asked.embed(["be silent"], soon), asked.embed(["abc"], later)];
  asked.stop();
  for (const one of await Promise.allSettled(waiting)) expect(one).toMatchObject({ status: "rejected" });
  await expect(asked.embed(["abc"], soon)).rejects.toThrow(EmbedderUnavailable);
});

slow(
  "the model that LifeOS comes with is quick, and knows what sentences mean, in whatever company",
  async () => {
    model = embeddingProcess({ givesWay: false });
    const [car, automobile, pasta] = await model.embed(
      ["How do I repair my car?", "Fixing an automobile", "Cook the pasta for ten minutes"],
      patiently,
    );
    const alike = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(alike(car!, automobile!)).toBeGreaterThan(alike(car!, pasta!) + 0.2);
    const odd = await model.embed(
      ["", "\0", "e".padEnd(3_000, "\u0301"), "漢字", "x ".repeat(2_000), "How do I repair my car?"],
      patiently,
    );
    expect(odd.map(({ length }) => length)).toEqual(Array(6).fill(512));
    expect(alike(odd[5]!, car!)).toBeCloseTo(1, 4);
  },
  300_000,
);
