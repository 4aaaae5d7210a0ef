import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Intent, understand } from "./grammar.ts";
import { SAID, TODAY } from "./said-lines.fixture.ts";

/** An intent as the table writes it. */
function written(intent: Intent): string {
  switch (intent.kind) {
    case "unknown":
      return "-";
    case "no_such_change":
      return "change";
    case "agenda":
      return `agenda ${intent.span.from} ${intent.span.to}`;
    case "tasks":
      return intent.which === "due" ? `tasks due ${intent.until}` : `tasks ${intent.which}`;
    case "spend":
      return `spend ${intent.span.from} ${intent.span.to} ${intent.category ?? "*"}`;
    case "sleep":
      return `sleep ${intent.day}`;
    case "birthdays":
      return `birthdays ${intent.name ?? "*"}`;
    case "find":
      return `find ${intent.query}`;
    case "add_task":
      return `task ${intent.language} ${intent.line}`;
    case "add_shopping_item":
      return `shop ${intent.name} ${intent.quantity ?? "-"} ${intent.unit ?? "-"}`;
    case "log_mood":
      return `mood ${intent.value} ${intent.note ?? "*"}`;
    default:
      return intent.kind;
  }
}

describe("what a line says", () => {
  it("is known of many lines in two languages", () => {
    expect(SAID.length).toBeGreaterThan(190);
    const wrong = SAID.map(([line, means]) => [line, written(understand(line, TODAY)), means]).filter(
      ([, found, means]) => found !== means,
    );
    expect(wrong).toEqual([]);
  });

  it("is the same with other capitals, spaces and signs at its end", () => {
    const questions = SAID.filter(([, means]) => !/^(?:find|task|shop|mood|change)/.test(means));
    fc.assert(
      fc.property(
        fc.constantFrom(...questions),
        fc.boolean(),
        fc.constantFrom("", "?", " ??", "!", "."),
        (one, loud, end) => {
          const [line, means] = one;
          const bare = line.replace(/[?!.]+$/, "").replaceAll(" ", "  ");
          expect(written(understand(`${loud ? bare.toUpperCase() : bare}${end}`, TODAY))).toBe(means);
        },
      ),
    );
  });

  it("is something of whatever text there is, and a change only where it says so", () => {
    const piece = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...SAID.map(([line]) => line)));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const intent = understand(pieces.join(" "), TODAY);
        if (intent.kind === "log_mood") expect([1, 2, 3, 4, 5]).toContain(intent.value);
        if (intent.kind === "agenda") expect(intent.span.from <= intent.span.to).toBe(true);
        if (intent.kind === "add_shopping_item") expect(intent.name.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it("is nothing where it is longer than a line", () => {
    expect(understand("tasks ".repeat(200), TODAY)).toEqual({ kind: "unknown" });
  });
});
