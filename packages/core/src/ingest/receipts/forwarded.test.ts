import { describe, expect, it } from "vitest";
import { forwardedHead } from "./forwarded.ts";

describe("forwardedHead", () => {
  it.each([
    [
      "a mark and its fields",
      "fyi\n\n---------- Forwarded message ---------\nFrom: Lucky Fern <hi@luckyfern.com>\nDate: Tue, Mar 4, 2025 at 6:41 PM\nSubject: Your order\nTo: <me@two.example>\n\nTotal $5.00",
    ],
    [
      "quoted lines",
      "> Begin forwarded message:\n>\n> From: Lucky Fern <hi@luckyfern.com>\n> Subject: Your order\n> Date: 4 March 2025 at 18:41:00 GMT\n>\n> Total $5.00",
    ],
    [
      "three fields without a mark",
      "fyi\nVon: Lucky Fern <hi@luckyfern.com>\nGesendet: 4 Mar 2025 18:41 +0000\nAn: me@two.example\nBetreff: Your order\n\nTotal $5.00",
    ],
  ])("reads %s", (_, text) => {
    const head = forwardedHead(text);
    expect(head).toMatchObject({
      from: { name: "Lucky Fern", address: "hi@luckyfern.com" },
      subject: "Your order",
      day: "2025-03-04",
    });
    expect(head!.text.trim()).toBe("Total $5.00");
  });

  it.each(["", "From: here to there\nit is far", "Total $5.00", "From: a\nnothing else"])(
    "finds none in %j",
    (text) => {
      expect(forwardedHead(text)).toBeNull();
    },
  );
});
