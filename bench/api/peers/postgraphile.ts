/**
 * PostGraphile 5 on LifeOS's own `tasks` table and its row-level policies, as its documentation has it for production: the
 * Amber preset, GRAPHILE_ENV=production, no GraphiQL, no explaining, JWTs checked in the context callback, which sets the role
 * and the user for the transaction. Its statements are prepared by name and its documents' parses are kept, by default.
 */
import http from "node:http";

interface Request {
  node?: { req?: http.IncomingMessage };
}

const env = process.env as Record<"PORT" | "DATABASE_URL" | "SUPERUSER_URL" | "SECRET" | "POOL", string>;
// Its types are only there once the bench has installed it.
const [{ postgraphile }, { grafserv }, { PostGraphileAmberPreset }, { makePgService }, { default: jwt }] =
  await Promise.all(
    [
      "postgraphile",
      "postgraphile/grafserv/node",
      "postgraphile/presets/amber",
      "postgraphile/adaptors/pg",
      "jsonwebtoken",
    ].map((name) => import(name)),
  );

const preset = {
  extends: [PostGraphileAmberPreset],
  // It would hide filters and orders that a single-column index does not serve.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [
    makePgService({
      connectionString: env.DATABASE_URL,
      superuserConnectionString: env.SUPERUSER_URL,
      schemas: ["public"],
      poolConfig: { max: Number(env.POOL) },
    }),
  ],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: {
    explain: false,
    context({ node }: Request) {
      const { authorization } = node?.req?.headers ?? {};
      if (!authorization?.startsWith("Bearer ")) return { pgSettings: { role: "lifeos_app" } };
      const { sub } = jwt.verify(authorization.slice(7), env.SECRET, { algorithms: ["HS256"] });
      return { pgSettings: { role: "lifeos_app", "app.user_id": sub } };
    },
  },
};

const server = http.createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(Number(env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit());
