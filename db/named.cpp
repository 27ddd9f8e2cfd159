#include "db/named.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/roles.hpp"
#include "engine/base/spelling.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::db {

JsonObject account_named(Pool& pool, const std::string& named, Day day, Elsewhere elsewhere) {
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    // An account's own name goes before what people are called, whatever blanks are in it; two of
    // one name are nobody.
    const auto rows =
        pg::exec(tx,
                 "SELECT account, name, unit FROM account WHERE NOT disabled AND (account = $1 OR "
                 "translate(name, E' \\u3000\\u00a0', '') = $2) ORDER BY account <> $1 LIMIT 2",
                 named, without_blanks(named));
    const bool is_one =
        !rows.empty() && (rows.size() == 1 || pg::text(rows[0]["account"]) == named);
    if (!is_one) return {{"found", nullptr}};
    const std::string account = pg::text(rows[0]["account"]);
    std::vector<std::string> roles = roles_on(tx, account, day, elsewhere).roles;
    std::ranges::sort(roles);
    return {{"found", JsonObject{{"account", account},
                                 {"name", pg::text(rows[0]["name"])},
                                 {"unit", pg::text(rows[0]["unit"])},
                                 {"roles", JsonArray(roles.begin(), roles.end())}}}};
  });
}

JsonObject accounts_named(Pool& pool, const JsonArray& named, Day day, Elsewhere elsewhere) {
  JsonArray found, missing, keys;
  for (const Json& each : named) {
    if (!each.is_string()) continue;
    const std::string name(each.get_string());
    const JsonObject said = account_named(pool, name, day, elsewhere);
    const Json& person = said.at("found");
    keys.push_back(person.is_null() ? Json(without_blanks(name)) : person.at("account"));
    (person.is_null() ? missing : found).push_back(person.is_null() ? each : person);
  }
  return {{"found", std::move(found)}, {"missing", std::move(missing)}, {"keys", std::move(keys)}};
}

namespace {

/// A post in an organ, with the role of its head or of a member.
struct Post {
  std::string account, organ, title, seat;
};

std::vector<Post> posts_on(pqxx::transaction_base& tx, Day day) {
  std::vector<Post> out;
  for (const auto& row :
       pg::exec(tx,
                "SELECT p.account, p.organ, p.title, seat_on(p.post, $1::date) AS seat FROM "
                "posts_on($1::date) p WHERE p.roles && ARRAY['organ_head', 'member'] ORDER BY "
                "p.account, p.organ, p.title, p.post",
                to_string(day)))
    out.push_back({pg::text(row["account"]), pg::text(row["organ"]), pg::text(row["title"]),
                   pg::text(row["seat"])});
  return out;
}

bool is_in(const std::vector<std::string>& organs, const std::string& organ) {
  return std::ranges::find(organs, spelling(organ), spelling) != organs.end();
}

/// In which organs somebody has a post.
std::vector<std::string> organs_among(const std::vector<Post>& posts, const std::string& account) {
  std::vector<std::string> out;
  for (const Post& post : posts) {
    if (post.account == account && std::ranges::find(out, post.organ) == out.end())
      out.push_back(post.organ);
  }
  return out;
}

/// Who has a post that day in one of the organs that decide, or where that is not known in one in
/// which `account` has one, and a seat in which of its meetings; and which organs of `account`
/// these are.
void add_body(const std::vector<Post>& posts, const std::string& account,
              const std::vector<std::string>& deciding, JsonObject& to) {
  const std::vector<std::string> own = organs_among(posts, account);
  JsonArray body, executive, plenary, organs;
  const auto once = [](JsonArray& list, const std::string& member) {
    // In order of accounts: whoever stands there stands last.
    if (list.empty() || list.back() != Json(member)) list.emplace_back(member);
  };
  for (const Post& post : posts) {
    if (!is_in(deciding.empty() ? own : deciding, post.organ)) continue;
    once(body, post.account);
    if (post.seat == "executive") once(executive, post.account);
    if (post.seat != "none") once(plenary, post.account);
  }
  for (const std::string& organ : own) {
    if (deciding.empty() || is_in(deciding, organ)) organs.emplace_back(organ);
  }
  to["body"] = std::move(body);
  to["executive"] = std::move(executive);
  to["plenary"] = std::move(plenary);
  to["organs"] = std::move(organs);
}

JsonArray posts_of(const std::vector<Post>& posts, const std::string& account,
                   const std::vector<std::string>& deciding) {
  JsonArray out;
  for (const Post& post : posts) {
    if (post.account != account || !(deciding.empty() || is_in(deciding, post.organ))) continue;
    out.push_back(JsonObject{{"organ", post.organ}, {"title", post.title}, {"seat", post.seat}});
  }
  return out;
}

}  // namespace

JsonObject member_named(Pool& pool, const std::string& named, Day day, Elsewhere elsewhere,
                        const std::vector<std::string>& deciding) {
  JsonObject out = account_named(pool, named, day, elsewhere);
  const Json& found = out.at("found");
  const std::vector<Post> posts =
      pool.read([&](pqxx::transaction_base& tx) { return posts_on(tx, day); });
  add_body(posts, found.is_null() ? "" : string_or(found.get_object(), "account"), deciding, out);
  return out;
}

namespace {

/// What others have lent the account, of the matter or of all: the roles and acts, and who lent
/// them. Whoever keeps out of the matter lends nobody an act in it, but their deputy by order.
struct Lent {
  JsonArray what, by;
};

/// Somebody with these roles may have another do the act: by one that is lent, and is not their own
/// alone.
bool may_lend(const procedure::Procedure& procedure, const std::string& act,
              const std::vector<std::string>& roles) {
  const auto type = procedure.events.find(act);
  if (type == procedure.events.end()) return false;
  return std::ranges::any_of(type->second.who, [&](const std::string& role) {
    const auto declared = procedure.roles.find(role);
    return declared != procedure.roles.end() && declared->second.lend &&
           std::ranges::find(roles, role) != roles.end();
  });
}

Lent lent_to(pqxx::transaction_base& tx, const std::string& account, const std::string& matter,
             Day day, const procedure::Procedure* procedure, Elsewhere elsewhere) {
  Lent out;
  const auto once = [](JsonArray& list, const std::string& value) {
    if (std::ranges::find(list, Json(value)) == list.end()) list.emplace_back(value);
  };
  for (const auto& row : pg::exec(
           tx,
           "SELECT DISTINCT CASE WHEN act = '' THEN role ELSE act END AS lent, principal, role "
           "FROM delegation_row d WHERE delegate = $1 AND matter IN ('', $2) "
           "AND since <= $3::date AND until >= $3::date "
           "AND (ended IS NULL OR ended > $3::date) AND NOT EXISTS (SELECT FROM recused r "
           "WHERE r.matter = $2 AND r.account = d.principal "
           "AND r.step IN ('declare', 'order') AND r.deputy <> d.delegate) "
           "ORDER BY lent, principal",
           account, matter, to_string(day))) {
    const std::string principal = pg::text(row["principal"]), role = pg::text(row["role"]);
    const std::string lent = pg::text(row["lent"]);
    // What whoever lent it could not do today is nobody's.
    const auto held = roles_on(tx, principal, day, elsewhere).roles;
    const bool has_it = role.empty() ? procedure == nullptr || may_lend(*procedure, lent, held)
                                     : std::ranges::find(held, role) != held.end();
    if (!has_it) continue;
    once(out.what, lent);
    once(out.by, principal);
  }
  return out;
}

void add(Lent lent, JsonObject& person) {
  if (lent.what.empty()) return;
  person["lent"] = std::move(lent.what);
  person["lent_by"] = std::move(lent.by);
}

}  // namespace

JsonObject seats_of(Pool& pool, const std::string& matter, const JsonArray& accounts, Day day,
                    const procedure::Procedure* procedure, Elsewhere elsewhere,
                    const std::vector<std::string>& deciding) {
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    JsonArray found, missing, without_post;
    const std::vector<Post> posts = posts_on(tx, day);
    for (const Json& each : accounts) {
      if (!each.is_string()) continue;
      const std::string account(each.get_string());
      const auto rows = pg::exec(tx, "SELECT name, unit FROM account WHERE account = $1", account);
      if (rows.empty()) {
        missing.push_back(each);
        continue;
      }
      JsonObject person{{"account", account},
                        {"name", pg::text(rows[0]["name"])},
                        {"unit", pg::text(rows[0]["unit"])},
                        {"posts", posts_of(posts, account, deciding)}};
      if (person.at("posts").as_array().empty()) without_post.push_back(each);
      const auto roles = roles_on(tx, account, day, elsewhere).roles;
      person["is_head"] = std::ranges::find(roles, head_role) != roles.end();
      add(lent_to(tx, account, matter, day, procedure, elsewhere), person);
      found.push_back(std::move(person));
    }
    const bool is_anyone = !accounts.empty() && accounts.front().is_string();
    JsonObject body;
    add_body(posts, is_anyone ? std::string(accounts.front().get_string()) : "", deciding, body);
    return {{"found", std::move(found)},
            {"missing", std::move(missing)},
            {"without_post", std::move(without_post)},
            {"executive", std::move(body.at("executive"))},
            {"plenary", std::move(body.at("plenary"))}};
  });
}

void add_lent(Pool& pool, const std::string& matter, Day day, const procedure::Procedure* procedure,
              JsonObject& said, Elsewhere elsewhere) {
  Json& found = said.at("found");
  if (!found.is_object()) return;
  add(pool.read([&](pqxx::transaction_base& tx) {
    return lent_to(tx, string_or(found.get_object(), "account"), matter, day, procedure, elsewhere);
  }),
      found.get_object());
}

namespace {

JsonObject unit_of_row(const pqxx::row& row) {
  return {{"id", pg::text(row["id"])}, {"name", pg::text(row["name"])}};
}

/// The only unit whose name is that but for its spelling.
Json unit_spelt(pqxx::transaction_base& tx, const std::string& named) {
  const std::string wanted = spelling(named);
  Json found;
  for (const auto& row : pg::exec(tx, "SELECT id, name FROM unit")) {
    if (wanted.empty() || spelling(pg::text(row["name"])) != wanted) continue;
    if (!found.is_null()) return nullptr;
    found = unit_of_row(row);
  }
  return found;
}

}  // namespace

JsonObject unit_named(Pool& pool, const std::string& named) {
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    const auto rows = pg::exec(
        tx, "SELECT id, name FROM unit WHERE id = $1 OR name = $1 ORDER BY id <> $1 LIMIT 2",
        named);
    if (rows.empty()) return {{"found", unit_spelt(tx, named)}};
    const bool is_one = rows.size() == 1 || pg::text(rows[0]["id"]) == named;
    return {{"found", is_one ? Json(unit_of_row(rows[0])) : Json()}};
  });
}

JsonObject units_named(Pool& pool, const JsonArray& named) {
  JsonArray found, missing, keys;
  for (const Json& each : named) {
    if (!each.is_string()) continue;
    const JsonObject said = unit_named(pool, std::string(each.get_string()));
    const Json& unit = said.at("found");
    keys.push_back(unit.is_null() ? each : unit.at("id"));
    (unit.is_null() ? missing : found).push_back(unit.is_null() ? each : unit);
  }
  return {{"found", std::move(found)}, {"missing", std::move(missing)}, {"keys", std::move(keys)}};
}

JsonObject matter_named(Pool& pool, const std::string& named) {
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    const auto rows =
        pg::exec(tx,
                 "SELECT m.id, m.title, p.name AS procedure, array_to_json(m.configuration) "
                 "AS states, v.archival_code, (SELECT s.matter FROM matter_succession s WHERE "
                 "s.replaces = m.id ORDER BY s.at DESC, s.matter LIMIT 1) AS succeeded_by FROM "
                 "matter m JOIN procedure p ON p.sha256 = "
                 "m.procedure_sha256 LEFT JOIN package v ON v.matter = m.id AND v.status = 'built' "
                 "WHERE m.id = $1 OR m.id = (SELECT matter FROM package WHERE archival_code = $1 "
                 "AND status = 'built') ORDER BY m.id <> $1 LIMIT 1",
                 named);
    if (rows.empty()) return {{"found", nullptr}};
    JsonArray states;
    for (const std::string& state : pg::texts(rows[0]["states"])) states.emplace_back(state);
    JsonObject found{{"id", pg::text(rows[0]["id"])},
                     {"title", pg::text(rows[0]["title"])},
                     {"procedure", pg::text(rows[0]["procedure"])},
                     {"states", std::move(states)}};
    if (!rows[0]["archival_code"].is_null())
      found["archival_code"] = pg::text(rows[0]["archival_code"]);
    if (!rows[0]["succeeded_by"].is_null())
      found["succeeded_by"] = pg::text(rows[0]["succeeded_by"]);
    return {{"found", std::move(found)}};
  });
}

}  // namespace gavel::db
