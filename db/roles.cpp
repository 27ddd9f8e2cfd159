#include "db/roles.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

std::vector<std::string> first_column(const pqxx::result& found) {
  std::vector<std::string> out;
  for (const auto& row : found) out.push_back(pg::text(row[0]));
  return out;
}

}  // namespace

RolesHeld roles_on(pqxx::transaction_base& tx, const std::string& account, Day day,
                   Elsewhere elsewhere) {
  const auto rows = pg::exec(
      tx,
      "SELECT array_to_json(a.roles) AS own, array_to_json(ARRAY(SELECT DISTINCT unnest(p.roles) "
      "FROM posts_on($2::date) p WHERE p.account = a.account ORDER BY 1)) AS of_posts, EXISTS "
      "(SELECT FROM position_held h JOIN office_position p ON p.id = h.position WHERE h.since <= "
      "$2::date AND $3 = ANY (p.roles)) AS has_heads FROM account a WHERE a.account = $1",
      account, to_string(day), std::string(head_role));
  RolesHeld out;
  if (rows.empty()) return out;
  const bool has_heads = pg::boolean(rows[0]["has_heads"]);
  for (std::string& role : pg::texts(rows[0]["own"])) {
    const bool is_set_aside = has_heads && role == head_role;
    (is_set_aside ? out.not_counted : out.roles).push_back(std::move(role));
  }
  for (std::string& role : pg::texts(rows[0]["of_posts"])) {
    std::erase(out.not_counted, role);
    if (std::ranges::find(out.roles, role) == out.roles.end()) out.roles.push_back(std::move(role));
  }
  if (std::ranges::find(elsewhere, account) != elsewhere.end()) without_leading(out.roles);
  return out;
}

void without_leading(std::vector<std::string>& roles) {
  std::erase_if(roles,
                [](const std::string& role) { return role == head_role || role == member_role; });
}

RolesHeld roles_on(Pool& pool, const std::string& account, Day day) {
  return pool.read([&](pqxx::transaction_base& tx) { return roles_on(tx, account, day); });
}

std::vector<std::string> heads_on(Pool& pool, Day day) {
  return pool.read([&](pqxx::transaction_base& tx) {
    return first_column(pg::exec(tx,
                                 "SELECT DISTINCT p.account FROM posts_on($1::date) p WHERE $2 = "
                                 "ANY (p.roles) ORDER BY p.account",
                                 to_string(day), std::string(head_role)));
  });
}

std::vector<std::string> not_heads_on(Pool& pool, Day day) {
  return pool.read([&](pqxx::transaction_base& tx) {
    std::vector<std::string> out = first_column(pg::exec(
        tx, "SELECT account FROM account WHERE NOT disabled AND $1 = ANY (roles) ORDER BY account",
        std::string(head_role)));
    std::erase_if(out, [&](const std::string& account) {
      return roles_on(tx, account, day).not_counted.empty();
    });
    return out;
  });
}

std::vector<std::string> organs_headed_by(Pool& pool, const std::string& account,
                                          const std::string& matter, Day day) {
  return pool.read([&](pqxx::transaction_base& tx) {
    return first_column(
        pg::exec(tx,
                 "SELECT DISTINCT p.organ FROM posts_on($2::date) p WHERE $3 = ANY (p.roles) AND "
                 "(p.account = $1 OR p.account IN (SELECT r.account FROM recused r WHERE r.matter "
                 "= $4 AND r.step = 'order' AND r.deputy = $1)) ORDER BY p.organ",
                 account, to_string(day), std::string(head_role), matter));
  });
}

}  // namespace gavel::db
