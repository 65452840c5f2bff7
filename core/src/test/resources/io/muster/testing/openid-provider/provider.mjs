// An OpenID provider for tests, certified by the OpenID Foundation as a library: whoever knocks is who they say, and in
// the groups that stand before the @ of their name: `web+ops@anna`. Arguments: port, redirect address, where claims stand.
import Provider from "oidc-provider";

const [port, redirect, claims] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    { client_id: "muster", client_secret: "a secret: with % and +", redirect_uris: [redirect] },
    { client_id: "muster-public", redirect_uris: [redirect], token_endpoint_auth_method: "none" },
  ],
  claims: { openid: ["sub"], profile: ["name"], email: ["email"], groups: ["groups"] },
  scopes: ["openid", "profile", "email", "groups"],
  conformIdTokenClaims: claims === "userinfo",
  cookies: { keys: ["only for tests"] },
  pkce: { methods: ["S256"], required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => {
      const [groups, name] = id.split("@");
      return { sub: id, name, email: `${name}@example.com`, groups: groups.split("+") };
    },
  }),
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
