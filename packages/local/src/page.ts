/** The frame of the pages that this machine serves by itself: one style, no script, and a policy that allows nothing else. */
import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { style } from "./home-style.ts";

export type Html = ReturnType<typeof html>;

export const headers = {
  "content-security-policy": `default-src 'none'; img-src data:; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  vary: "Accept",
};

export const page = (content: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>LifeOS</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body><main>${content}</main></body>
</html>
`;
