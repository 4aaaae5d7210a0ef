/** A program for tests: its formats try everything that a decoder must not be able to do to its caller. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { serveApart } from "./apart-process.ts";

const forever = (act: () => void): never => {
  for (;;) act();
};
const kept: unknown[] = [];
// WebAssembly is typed in the DOM library, which this project does not include.
const { Memory } = Reflect.get(globalThis, "WebAssembly") as {
  Memory: new (size: { initial: number; maximum: number }) => { buffer: ArrayBuffer; grow(pages: number): number };
};

serveApart(import.meta.url, {
  echo: async () => async (document, options) => `${Buffer.from(document)} ${JSON.stringify(options)}`,
  refuse: async () => async () => {
    throw new Error("It is not to my taste.");
  },
  environment: async () => async () => JSON.stringify(process.env),
  chatter: async () => async () => {
    console.log("a library says something");
    return "read";
  },
  loop: async () => async () => forever(() => {}),
  wait: async () => () => new Promise<string>(() => setInterval(() => {}, 1_000)),
  buffers: async () => async () => forever(() => kept.push(Buffer.alloc(8_000_000, 1))),
  "one buffer": async () => async () => String(Buffer.alloc(2_000_000_000, 1).length),
  objects: async () => async () => forever(() => kept.push({ some: [1, 2, 3] })),
  wasm: async () => async () => {
    const memory = new Memory({ initial: 1, maximum: 60_000 });
    return forever(() => {
      memory.grow(100);
      new Uint8Array(memory.buffer).fill(1);
    });
  },
  talk: async () => async () => "long ".repeat(1_000_000),
  die: async () => async () => {
    process.kill(process.pid, "SIGSEGV");
    return "";
  },
  leave: async () => async () => process.exit(0),
  "throw later": async () => () => {
    setImmediate(() => {
      throw new Error("too late");
    });
    return new Promise<string>(() => {});
  },
  write: async () => async (document) => {
    writeFileSync(Buffer.from(document).toString(), "written");
    return "written";
  },
  start: async () => async () => String(spawnSync(process.execPath, ["--version"]).stdout),
});
