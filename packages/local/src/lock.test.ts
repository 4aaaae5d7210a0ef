import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DataFolderInUse, lockFolder } from "./lock.ts";

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lifeos-lock-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Starts a process that takes the lock of the folder; `says` is its report: locked, or refused. */
async function holder(directory = folder): Promise<{ child: ChildProcess; says: string }> {
  const script = `
    import { lockFolder } from ${JSON.stringify(new URL("./lock.ts", import.meta.url).href)};
    const alive = setInterval(() => {}, 1_000);
    lockFolder(process.argv[1]).then(() => console.log("holds"), (error) => { console.log(error.message); clearInterval(alive); });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [says] = (await once(child.stdout!, "data")) as [Buffer];
  return { child, says: says.toString().trim() };
}

describe("the lock of a data folder", () => {
  it("lets one process have the folder, and refuses any other in one sentence that says what to do", async () => {
    const lock = await lockFolder(folder);
    const refused = await lockFolder(folder).catch((error) => error);
    expect(refused).toBeInstanceOf(DataFolderInUse);
    expect(refused.message).toBe(
      `Another LifeOS process is using ${folder}; stop it, or choose another folder with --data.`,
    );
    expect((await holder()).says).toBe(refused.message);
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  it("is the same by whichever path the folder is reached", async () => {
    const link = `${folder}-link`;
    await symlink(folder, link);
    const lock = await lockFolder(link);
    await expect(lockFolder(`${folder}/../${path.basename(folder)}`)).rejects.toThrow(DataFolderInUse);
    await lock.release();
    await rm(link);
  });

  it("leaves other folders alone", async () => {
    const other = await mkdtemp(path.join(tmpdir(), "lifeos-lock-"));
    const locks = [await lockFolder(folder), await lockFolder(other)];
    for (const lock of locks) await lock.release();
    await rm(other, { recursive: true });
  });

  it("is free again when its process was killed, whatever files that left behind", async () => {
    const { child, says } = await holder();
    expect(says).toBe("holds");
    await expect(lockFolder(folder)).rejects.toThrow(DataFolderInUse);
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await lockFolder(folder)).release();
  });
});
