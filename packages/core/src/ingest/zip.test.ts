import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { zipMembers } from "#core/ingest/zip";
import { slow } from "#testing/slow";
import { bytesSource } from "#testing/sources";

const textOf = async (source: Source, start = 0) => {
  const parts = [];
  for await (const bytes of source.stream(start)) parts.push(bytes);
  return Buffer.concat(parts).toString("utf8");
};
const refusal = async (bytes: Uint8Array) =>
  zipMembers(bytesSource("x.zip", bytes)).then(
    () => "taken",
    (error) => (error instanceof UnreadableSource ? error.message : `a fault: ${error}`),
  );

describe("a zip file", () => {
  it("is read by ranges: of a large one only the directory and the members that are asked for", async () => {
    const noise = Uint8Array.from({ length: 4_000_000 }, (_, n) => (n * 2_654_435_761) >>> 13);
    const source = bytesSource(
      "x.zip",
      zipSync({
        "noise.bin": [noise, { level: 0 }],
        "a/b.txt": strToU8("hello".repeat(1_000)),
        "empty/": new Uint8Array(),
      }),
    );
    const members = await zipMembers(source);
    expect(members.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
      ["noise.bin", 4_000_000],
      ["a/b.txt", 5_000],
    ]);
    expect(await textOf(members[1]!.source, 4_990)).toBe("hellohello");
    expect((await members[1]!.source.range(3, 8)).toString()).toBe("lohel");
    expect(source.readBytes()).toBeLessThan(200_000);
  });

  slow("is refused by name when it is a bomb, encrypted, broken, or leads out of its folder", async () => {
    const zeros = zipSync({ "zeros.bin": [new Uint8Array(20_000_000), { level: 9 }] });
    expect(await refusal(zeros)).toBe(
      "“zeros.bin” would be 200 times as large when it is unpacked: this is a zip bomb.",
    );
    expect(await refusal(zipSync({ "../../etc/passwd": strToU8("x") }))).toContain(
      "leads out of its folder: “../../etc/passwd”",
    );
    expect(await refusal(zipSync({ "/etc/passwd": strToU8("x") }))).toContain("leads out of its folder");
    const encrypted = zipSync({ "secret.csv": strToU8("x") });
    // The first bit of the flags, in the local header and in the directory.
    encrypted[6]! |= 1;
    const directory = Buffer.from(encrypted).indexOf(Buffer.from("PK\x01\x02", "latin1"));
    encrypted[directory + 8]! |= 1;
    expect(await refusal(encrypted)).toBe("“secret.csv” is encrypted; please make the zip file without a password.");
    expect(await refusal(strToU8("no zip file at all"))).toContain("It is no zip file, or a broken one");
    expect(await refusal(new Uint8Array())).toContain("It is no zip file, or a broken one");
    const whole = zipSync({ "a.csv": strToU8("hello ".repeat(100)) });
    const [member] = await zipMembers(bytesSource("x.zip", whole));
    whole.fill(0xff, 40, 60);
    await expect(textOf(member!.source)).rejects.toThrow(UnreadableSource);
  });

  it("of which two members are the same bytes is refused, and a member that is longer than it says ends", async () => {
    const zip = Buffer.from(
      zipSync({ "a.bin": [new Uint8Array(1_000), { level: 0 }], "b.bin": [new Uint8Array(1_000), { level: 0 }] }),
    );
    // Both names for the first member's bytes, each said to be most of the file.
    const entries = [...zip.toString("latin1").matchAll(/PK\x01\x02/g)].map(({ index }) => index);
    for (const at of entries) {
      zip.writeUInt32LE(1_900, at + 20);
      zip.writeUInt32LE(1_900, at + 24);
    }
    expect(await refusal(zip)).toBe("Members of the zip file overlap: this is a zip bomb.");
    const lying = Buffer.from(zipSync({ "a.txt": strToU8("hello ".repeat(1_000)) }));
    lying.writeUInt32LE(10, lying.indexOf("PK\x01\x02", 0, "latin1") + 24);
    const [member] = await zipMembers(bytesSource("x.zip", lying));
    await expect(textOf(member!.source)).rejects.toThrow(UnreadableSource);
  });
});
