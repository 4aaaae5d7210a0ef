import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { jaroWinkler, oneChangeApart, trigramsAlike } from "#core/people/likeness";
import { duplicatesAmong, type Known } from "#core/people/matching";

const folder = path.resolve(
  import.meta.dirname,
  "../../../..",
  process.env.LIFEOS_DATA ?? "../shared/data",
  "people-febrl",
);

const known = (id: string, given: Partial<Known>): Known => ({
  ...{ id, name: "Somebody", birthday: null, emailKeys: [], phoneKeys: [] },
  ...given,
});
const pairOf = (a: Partial<Known>, b: Partial<Known>) => duplicatesAmong([known("a", a), known("b", b)])[0];

describe("likeness", () => {
  it("is what Winkler's examples say", () => {
    for (const [a, b, expected] of [
      ["martha", "marhta", 0.961],
      ["dwayne", "duane", 0.84],
      ["dixon", "dicksonx", 0.813],
      ["a", "b", 0],
    ] as const)
      expect(jaroWinkler(a, b), a).toBeCloseTo(expected, 3);
    expect(trigramsAlike("night", "night")).toBe(1);
    expect([oneChangeApart("4011", "4101"), oneChangeApart("4011", "411"), oneChangeApart("4011", "4011")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(oneChangeApart("4011", "1104")).toBe(false);
  });
});

describe("contacts that may be one", () => {
  it("are known by an address, a number, a name in any order and spelling, a birthday", () => {
    const cases: [Partial<Known>, Partial<Known>, string[]][] = [
      [{ name: "Grace", emailKeys: ["x"] }, { name: "G. Hopper", emailKeys: ["y", "x"] }, ["alike_name", "same_mail"]],
      [{ name: "Ida Ott", phoneKeys: ["1"] }, { name: "Ida", phoneKeys: ["1"] }, ["alike_name", "same_phone"]],
      [{ name: "Jörg Müller-Weiß" }, { name: "MUELLER WEISS, Jorg" }, ["alike_name"]],
      [{ name: "Ada Lovelace" }, { name: "lovelace ada" }, ["swapped_name"]],
      [
        { name: "Alan Turing", birthday: "1912-06-23" },
        { name: "Allan Turing", birthday: "--06-23" },
        ["alike_name", "same_birthday"],
      ],
      [
        { name: "Katherine Johnson", organization: "NASA" },
        { name: "Johnson", nickname: "Katherine", organization: "Nasa" },
        ["alike_name", "same_organization"],
      ],
    ];
    for (const [a, b, reasons] of cases) expect(pairOf(a, b)?.reasons, a.name).toEqual(reasons);
  });

  it("are no two who live together, have one birthday, or are called alike", () => {
    const home = { addresses: [{ street: "Park 4", locality: "Berlin", postalCode: "10115" }], phoneKeys: ["1"] };
    for (const [a, b] of [
      [
        { name: "Ida Ott", ...home },
        { name: "Emil Ott", ...home },
      ],
      [
        { name: "Ida Ott", birthday: "1980-03-22" },
        { name: "Max Stein", birthday: "1980-03-22" },
      ],
      [
        { name: "Ida Ott", birthday: "1980-03-22" },
        { name: "Ida Ott", birthday: "1955-01-02" },
      ],
      [{ name: "Anna Weber" }, { name: "Anna Becker" }],
    ])
      expect(pairOf(a!, b!), a!.name).toBeUndefined();
  });

  it("are found with work that grows as their number does, whatever they have in common", () => {
    const first = ["Anna", "Ben", "Cora", "Dora", "Emil", "Fritz", "Greta", "Hans"];
    const book = (size: number) =>
      Array.from({ length: size }, (_, n) =>
        known(String(n), {
          name: `${first[n % 8]} ${first[(n >> 3) % 8]}${(n * 7919) % 997}`,
          birthday: `19${50 + (n % 50)}-01-01`,
          phoneKeys: ["switchboard"],
          organization: "Works",
          addresses: [{ street: "Main 1", locality: "Town", postalCode: "1" }],
        }),
      );
    const compared = [1_000, 2_000, 4_000].map((size) => {
      let count = 0;
      duplicatesAmong(book(size), (n) => {
        count = n;
      });
      return count;
    });
    expect(compared[2]! / compared[1]!).toBeLessThan(2.2);
    expect(compared[2]!).toBeLessThan(4_000 * 120);
  });

  it("with anything as their name are compared all the same", () => {
    const names = ["", " ", "\u0301".repeat(200), "🦊", "王伟", "مريم", "-", "a".repeat(200), "x ".repeat(100)];
    expect(duplicatesAmong(names.map((name, n) => known(String(n), { name })))).toEqual([]);
  });
});

/** The made-up people of Febrl as somebody would have them in an address book. */
function febrl(): Known[] {
  const [, ...lines] = readFileSync(path.join(folder, "dataset1.csv"), "utf8").trim().split("\n");
  return lines.map((line) => {
    const [id, given, surname, number, way, extended, locality, postalCode, region, born] = line
      .split(",")
      .map((cell) => cell.trim());
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(born!) ?? [];
    return known(id!, {
      name: [given, surname].filter(Boolean).join(" "),
      birthday: year ? `${year}-${month}-${day}` : null,
      addresses: [{ street: [number, way].filter(Boolean).join(" "), extended, locality, postalCode, region }],
    });
  });
}

describe.runIf(existsSync(folder))("of the people of Febrl", () => {
  /** A half of the people, each with their duplicate. */
  const half = (of: number | undefined) =>
    febrl().filter(({ id }) => of === undefined || Number(id.split("-")[1]) % 2 === of);
  const measured = (of: number | undefined) => {
    const people = half(of);
    const found = duplicatesAmong(people);
    const right = found.filter(({ ids: [a, b] }) => a.split("-")[1] === b.split("-")[1]).length;
    return { precision: right / found.length, recall: right / (people.length / 2) };
  };

  it("at least 85 % of the duplicates are found, and 95 % of what is found is one", () => {
    const said = (["all", "one half", "the other half"] as const).map((name, n) => {
      const { precision, recall } = measured([undefined, 0, 1][n]);
      console.info(`  ${name}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
      return { precision, recall };
    });
    for (const { precision, recall } of said) {
      expect(precision).toBeGreaterThanOrEqual(0.95);
      expect(recall).toBeGreaterThanOrEqual(0.85);
    }
  });
});
