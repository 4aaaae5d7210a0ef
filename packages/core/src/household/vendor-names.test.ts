import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizedName, similarNames } from "#core/household/vendor-names";

describe("the normalized form of a vendor's name", () => {
  it.each([
    ["Café Nero", "cafe nero"],
    ["CAFE NERO #412", "cafe nero"],
    ["Caffè Nero Ltd.", "caffe nero"],
    ["Walmart Store 0412", "walmart"],
    ["Trader Joe's #552", "trader joes"],
    ["Trader Joe’s", "trader joes"],
    ["Müller GmbH & Co. KG", "muller"],
    ["REWE Markt GmbH", "rewe markt"],
    ["Esselunga S.p.A.", "esselunga"],
    ["Żabka Polska Sp. z o.o.", "zabka polska"],
    ["Ben & Jerry's, Inc.", "ben and jerrys"],
    ["SQ *BLUE BOTTLE COFFEE", "blue bottle coffee"],
    ["Straße 7 Bäckerei", "strasse 7 backerei"],
    ["セブン-イレブン", "セブン イレブン"],
    ["Йогурт №1", "йогурт no1"],
    ["हल्दीराम", "हल्दीराम"],
    ["Шоколадница", "шоколадница"],
  ])("folds %s", (name, expected) => expect(normalizedName(name)).toBe(expected));

  it("keeps numbers that belong to a name", () => {
    expect(normalizedName("Forever 21")).toBe("forever 21");
    expect(normalizedName("7-Eleven")).toBe("7 eleven");
    expect(normalizedName("7-Eleven 29384")).toBe("7 eleven");
    expect(normalizedName("1234")).toBe("1234");
  });

  it("keeps a name that consists only of what would be removed", () => {
    expect(normalizedName("AG")).toBe("ag");
    expect(normalizedName("Co. Ltd")).toBe("co");
    expect(normalizedName("#12")).toBe("12");
    expect(normalizedName("***")).toBe("***");
  });

  it("is stable, bounded, and empty only for an empty name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }), (name) => {
        fc.pre(name.trim() !== "");
        const once = normalizedName(name);
        expect(once).not.toBe("");
        expect(once.length).toBeLessThanOrEqual(200);
        expect(normalizedName(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
  });

  it("ignores case and accents", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z]{3,12} [a-zA-Z]{3,12}$/), (name) => {
        expect(normalizedName(name.toUpperCase())).toBe(normalizedName(name.toLowerCase()));
        expect(normalizedName([...name].map((letter) => (letter === " " ? letter : `${letter}\u0301`)).join(""))).toBe(
          normalizedName(name),
        );
      }),
    );
  });
});

describe("names by banks and on receipts", () => {
  it.each([
    ["SQ *BLUE BOTTLE COFFE OAKLAND", "Blue Bottle Coffee"],
    ["WHOLEFDS MKT 10234", "Whole Foods Market"],
    ["AMZN MKTPLACE PMTS", "AMZN Marketplace"],
    ["GREENFORKKITCHEN PORTLAND OR", "Green Fork Kitchen"],
    ["REWE SAGT DANKE 44412", "REWE Markt GmbH"],
    ["TST* Sweetgreen - Back Bay", "sweetgreen"],
  ])("%s is %s", (bank, merchant) => expect(similarNames(bank, merchant)).toBe(true));

  it.each([
    ["PEETS COFFEE 1402", "Blue Bottle Coffee"],
    ["SHELL OIL 5744", "Green Fork Kitchen"],
    ["Pizza Hut", "Pizza Express"],
    ["", "Green Fork Kitchen"],
    ["Uber Trip", "Lidl"],
  ])("%s is not %s", (bank, merchant) => expect(similarNames(bank, merchant)).toBe(false));
});

describe("branches and names with numbers", () => {
  const CHAINS =
    "LIDL,ALDI SUD,REWE,EDEKA,NETTO,PENNY,KAUFLAND,SPAR,BILLA,HOFER,MIGROS,CARREFOUR,AUCHAN,MERCADONA,TESCO,ASDA,WAITROSE,KROGER,SAFEWAY,PUBLIX,COSTCO,TARGET,WALGREENS,CVS,STARBUCKS,SUBWAY,WENDYS,CHIPOTLE,SHELL,ESSO,ARAL,TOTAL,IKEA,DM,ROSSMANN,BOOTS,DECATHLON,H&M,ZARA,PRIMARK".split(
      ",",
    );
  const branch = [
    (name: string) => `${name} 0423`,
    (name: string) => `${name} #5521`,
    (name: string) => `${name} Store 12`,
    (name: string) => `${name} 29384`,
    (name: string) => `${name} 1234`,
  ];
  it("are the same vendor for every branch of a chain", () => {
    const apart = CHAINS.flatMap((chain) =>
      branch.map((of) => of(chain)).filter((one) => normalizedName(one) !== normalizedName(chain)),
    );
    expect(apart).toEqual([]);
  });

  it("are two vendors where only the number distinguishes them", () => {
    const kinds =
      "Restaurant,Studio,Motel,Hotel,Club,Bar,Cafe,Café,Pier,Gate,Route,Area,Bistro,Gasthaus,Brauhaus,Kitchen,Pizza,Burger,Sushi,Suite,Level,Radio,Agency,Number,Kino,Gym,Wine Bar,The Coffee Shop,Old House,Casa".split(
        ",",
      );
    const names = kinds.flatMap((kind) => [`${kind} 54`, `${kind} 338`, `${kind} 1842`, `${kind} 1901`, `${kind} #7`]);
    names.push(
      ..."7-Eleven,7 Hills,Studio 9,Motel 6,Super 8,1-800-Flowers,Forever 21,H&M 24,H&M,Adler 1842,Adler 1901,Adler,Coop 365,Coop,Weingut Huber 1746,Weingut Huber,3 Brothers,4 Brothers".split(
        ",",
      ),
    );
    expect(names.length).toBeGreaterThan(120);
    const keys = [...new Set(names)].map((name) => [normalizedName(name), name] as const);
    const seen = new Map<string, string>();
    const clashes = keys.filter(([key, name]) => {
      const before = seen.get(key);
      seen.set(key, name);
      return before !== undefined && before.replace("é", "e") !== name.replace("é", "e") && !/^Caf/.test(name);
    });
    expect(clashes).toEqual([]);
  });
});
