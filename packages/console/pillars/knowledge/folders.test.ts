import { expect, it } from "vitest";
import { above, asPath, foldersIn, inside, nameOf, pathsOf } from "./folders.ts";

const folder = (folderPath: string, files = 1, sizeBytes = 10) => ({ folderPath, files, sizeBytes });
const all = [folder("/"), folder("/Papers"), folder("/Papers/2026/Tax", 2, 20), folder("/Papers alone")];

it("shows what lies in a folder, each with all that is in it", () => {
  expect(foldersIn("/", all)).toEqual([
    { path: "/Papers", name: "Papers", files: 3, sizeBytes: 30 },
    { path: "/Papers alone", name: "Papers alone", files: 1, sizeBytes: 10 },
  ]);
  expect(foldersIn("/Papers", all)).toEqual([{ path: "/Papers/2026", name: "2026", files: 2, sizeBytes: 20 }]);
  expect(foldersIn("/Papers/2026/Tax", all)).toEqual([]);
});

it("knows folders that hold nothing but folders", () => {
  expect(pathsOf(all)).toEqual(["/", "/Papers", "/Papers alone", "/Papers/2026", "/Papers/2026/Tax"]);
});

it("joins and parts paths", () => {
  expect([inside("/", "a"), inside("/a", "b"), nameOf("/a/b"), above("/a/b/c"), above("/")]).toEqual([
    "/a",
    "/a/b",
    "b",
    ["/a", "/a/b"],
    [],
  ]);
  expect([asPath("a / b/"), asPath(""), asPath("/a//b")]).toEqual(["/a/b", "/", "/a/b"]);
});
