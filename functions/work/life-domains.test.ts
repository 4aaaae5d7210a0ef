import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ContentItemEvents, LifeDomainEvents, ProjectEvents } from "#core/work/events";
import { slugOf, TEMPLATES } from "#core/work/life-domains";
import * as ContentItems from "#functions/work/content-items";
import * as LifeDomains from "#functions/work/life-domains";
import * as Projects from "#functions/work/projects";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const GARDEN = { name: "Garden", slug: "garden", kind: "garden" };

describe("life domains", () => {
  it("have a slug that is unique for each person", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const made = await life.call(LifeDomains.create, { as: anna, body: { ...GARDEN, color: "#16A34A" } });
    expect(made).toMatchObject({ status: 201, body: { ...GARDEN, isActive: true, config: {}, version: 1 } });
    const again = await life.call(LifeDomains.create, { as: anna, body: GARDEN });
    expect(again).toMatchObject({ status: 409, body: { code: "already_exists" } });
    expect((await life.call(LifeDomains.create, { as: ben, body: GARDEN })).status).toBe(201);
    const params = { lifeDomainId: made.body.id };
    expect((await life.call(LifeDomains.get, { as: ben, params })).status).toBe(404);
  });

  it.each([{ slug: "No Slug" }, { color: "green" }, { kind: "" }, { name: " " }])("cannot be %j", async (body) => {
    const as = await life.user("anna");
    expect((await life.call(LifeDomains.create, { as, body: { ...GARDEN, ...body } })).status).toBe(400);
  });

  it("leave their contents when they are deleted, and have them again when they are restored", async () => {
    const anna = await life.user("anna");
    const { body: domain } = await life.call(LifeDomains.create, { as: anna, body: GARDEN });
    const shed = { name: "Shed", lifeDomainId: domain.id };
    const { body: project } = await life.call(Projects.create, { as: anna, body: shed });
    const one = { as: anna, params: { lifeDomainId: domain.id } };
    const ofDomain = async () =>
      (await life.call(Projects.list, { as: anna, query: { lifeDomainId: domain.id } })).body.data;
    await life.call(LifeDomains.remove, one);
    expect(await ofDomain()).toEqual([project]);
    expect((await life.call(Projects.create, { as: anna, body: shed })).body.errors).toMatchObject([
      { pointer: "#/lifeDomainId" },
    ]);
    expect((await life.call(LifeDomains.restore, one)).body).toMatchObject(GARDEN);
    expect(await ofDomain()).toEqual([project]);
  });

  it("free their slug when they are deleted, and cannot be restored while it is used", async () => {
    const anna = await life.user("anna");
    const make = async () => (await life.call(LifeDomains.create, { as: anna, body: GARDEN })).body;
    const first = await make();
    const one = { as: anna, params: { lifeDomainId: first.id } };
    await life.call(LifeDomains.remove, one);
    const second = await make();
    expect(second.slug).toBe("garden");
    expect(await life.call(LifeDomains.restore, one)).toMatchObject({
      status: 409,
      // Whoever restores sends no slug that an error could point at.
      body: {
        code: "already_exists",
        detail: "You have a life domain with this slug.",
        errors: [{ pointer: "#", detail: "is that of another life domain" }],
      },
    });
    await life.call(LifeDomains.remove, { as: anna, params: { lifeDomainId: second.id } });
    expect((await life.call(LifeDomains.restore, one)).status).toBe(200);
  });
});

describe("a domain with only a name", () => {
  it("gets another slug each time the name is used again, and a kind", async () => {
    const anna = await life.user("anna");
    const make = (body: object) => life.call(LifeDomains.create, { as: anna, body });
    expect(await make({ name: "Küche & Garten" })).toMatchObject({
      status: 201,
      body: { slug: "kuche-garten", kind: "kuche-garten" },
    });
    expect((await make({ name: "Kuche, Garten" })).body.slug).toBe("kuche-garten-2");
    expect((await make({ name: "KÜCHE GARTEN!" })).body.slug).toBe("kuche-garten-3");
    expect((await make({ name: "Allotment", slug: "plot" })).body).toMatchObject({ slug: "plot", kind: "plot" });
    expect((await make({ name: "Orchard", kind: "garden" })).body).toMatchObject({ slug: "orchard", kind: "garden" });
    expect((await make({})).body.errors).toMatchObject([{ pointer: "#/name" }]);
  });

  it.each([
    ["家庭", "domain"],
    ["Straße nach Łódź", "strasse-nach-lodz"],
    ["  --  ", "domain"],
    ["a".repeat(100), "a".repeat(56)],
    ["2nd job", "2nd-job"],
  ])("%s is made %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe("the templates", () => {
  const start = (as: Awaited<ReturnType<typeof life.user>>, body?: object) =>
    life.call(LifeDomains.startFromTemplate, { as, body });

  it("are listed with their domains", async () => {
    const { body } = await life.call(LifeDomains.templates, { as: await life.user("anna") });
    expect(body.data.map(({ name, domains }: { name: string; domains: unknown[] }) => [name, domains.length])).toEqual([
      ["everyday", 7],
      ["freelance", 8],
    ]);
  });

  it("create a plain set on request, beside the other one", async () => {
    const anna = await life.user("anna");
    const { body } = await start(anna, { template: "everyday" });
    expect(body.data).toMatchObject(TEMPLATES.everyday);
    await start(anna, { template: "freelance" });
    expect((await life.call(LifeDomains.list, { as: anna })).body.data).toHaveLength(15);
    expect((await start(anna, { template: "royal" })).status).toBe(400);
  });

  it("creates eight domains with colours and icons, with events, and nothing the second time", async () => {
    const anna = await life.user("anna");
    const first = await start(anna);
    expect(first.status).toBe(200);
    expect(first.body.data).toMatchObject(TEMPLATES.freelance);
    const made = () => life.events(LifeDomainEvents.created).filter((event) => event.subject === anna.userId);
    expect(made()).toHaveLength(8);
    expect((await start(anna)).body).toEqual(first.body);
    expect(made()).toHaveLength(8);
  });

  it("leaves what the person has changed", async () => {
    const anna = await life.user("anna");
    const mine = { ...GARDEN, slug: "software", name: "My code" };
    await life.call(LifeDomains.create, { as: anna, body: mine });
    const { body } = await start(anna);
    expect(body.data).toHaveLength(8);
    expect(body.data[1]).toMatchObject(mine);
  });

  it("takes one flight", async () => {
    const anna = await life.user("anna");
    const { run } = life.transport;
    let flights = 0;
    life.transport.run = (statements) => {
      flights++;
      return run(statements);
    };
    await start(anna);
    life.transport.run = run;
    expect(flights).toBe(1);
  });
});

describe("projects", () => {
  it("are created, shared with a household, filtered and synchronized", async () => {
    const anna = await life.user("anna");
    const body = { name: "Kitchen", householdId: anna.householdId, dueDate: "2026-06-01" };
    const made = await life.call(Projects.create, { as: anna, body });
    expect(made).toMatchObject({ status: 201, body: { ...body, status: "active" } });
    const params = { projectId: made.body.id };
    const on = await life.call(Projects.update, { as: anna, params, body: { status: "on_hold" } });
    expect(on.body).toMatchObject({ status: "on_hold", version: 2 });
    expect(life.events(ProjectEvents.updated).at(-1)).toMatchObject({
      data: { entityId: made.body.id, changed: ["status"], payload: { status: "on_hold" } },
    });
    const listed = await life.call(Projects.list, { as: anna, query: { "dueDate[lt]": "2026-07-01", sort: "name" } });
    expect(listed.body.data).toEqual([on.body]);
    expect((await life.call(Projects.remove, { as: anna, params })).status).toBe(204);
    expect((await life.call(Projects.changes, { as: anna })).body.data).toMatchObject([{ deleted: true }]);
  });

  it("cannot be put into a household without a membership", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const planted = await life.call(Projects.create, {
      as: eve,
      body: { name: "Trojan", householdId: anna.householdId },
    });
    expect([400, 403]).toContain(planted.status);
  });
});

describe("content items", () => {
  it("go from the idea to the post", async () => {
    const anna = await life.user("anna");
    const body = { title: "Behind the scenes", contentType: "video", platform: "web" };
    const made = await life.call(ContentItems.create, { as: anna, body });
    expect(made.body).toMatchObject({ ...body, status: "idea", scheduledDate: null });
    const params = { contentItemId: made.body.id };
    const set = { status: "scheduled", scheduledDate: "2026-03-07" };
    expect((await life.call(ContentItems.update, { as: anna, params, body: set })).body).toMatchObject(set);
    expect(life.events(ContentItemEvents.updated).at(-1)!.data.payload).toEqual(set);
    const due = await life.call(ContentItems.list, { as: anna, query: { status: "scheduled,published" } });
    expect(due.body.data).toHaveLength(1);
    expect((await life.call(ContentItems.update, { as: anna, params, body: { status: "viral" } })).status).toBe(400);
    expect((await life.call(ContentItems.get, { as: await life.user("eve"), params })).status).toBe(404);
    await life.call(ContentItems.remove, { as: anna, params });
    expect((await life.call(ContentItems.changes, { as: anna })).body.data).toMatchObject([{ deleted: true }]);
  });
});
