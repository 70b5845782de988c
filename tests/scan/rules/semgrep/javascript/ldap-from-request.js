import ldap, { EqualityFilter } from "ldapjs";

export function find(req, res) {
  const client = ldap.createClient({ url: process.env.LDAP_URL });
  // ruleid: holdfast.javascript.ldap-from-request
  client.search("dc=example", { filter: `(uid=${req.query.user})` }, done);
  const options = { scope: "sub", filter: "(uid=" + req.body.user + ")" };
  // ruleid: holdfast.javascript.ldap-from-request
  client.search("dc=example", options, done);

  const filter = new EqualityFilter({ attribute: "uid", value: req.query.user });
  // ok: holdfast.javascript.ldap-from-request
  client.search("dc=example", { filter }, done);
  // ok: holdfast.javascript.ldap-from-request
  client.search("dc=example", { filter: `(uid=${escapeFilter(req.query.user)})` }, done);
}
