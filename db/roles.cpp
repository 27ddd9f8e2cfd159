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
      "FROM posts_on($2::date) p WHERE p.account = a.account ORDER BY 1)) AS of_posts, "
      "array_to_json(ARRAY(SELECT role FROM unnest(ARRAY[$3, $4]) AS role WHERE EXISTS (SELECT "
      "FROM position_held h JOIN office_position p ON p.id = h.position WHERE h.since <= $2::date "
      "AND role = ANY (p.roles)))) AS by_post_alone FROM account a WHERE a.account = $1",
      account, to_string(day), std::string(head_role), std::string(member_role));
  RolesHeld out;
  if (rows.empty()) return out;
  const auto by_post_alone = pg::texts(rows[0]["by_post_alone"]);
  for (std::string& role : pg::texts(rows[0]["own"])) {
    const bool is_set_aside = std::ranges::find(by_post_alone, role) != by_post_alone.end();
    (is_set_aside ? out.not_counted : out.roles).push_back(std::move(role));
  }
  for (std::string& role : pg::texts(rows[0]["of_posts"])) {
    out.of_organ_by_post |= is_of_organ(role);
    std::erase(out.not_counted, role);
    if (std::ranges::find(out.roles, role) == out.roles.end()) out.roles.push_back(std::move(role));
  }
  set_aside(out.roles, account, elsewhere);
  return out;
}

bool is_of_organ(std::string_view role) {
  return std::ranges::find(organ_roles, role) != organ_roles.end();
}

void set_aside(std::vector<std::string>& roles, const std::string& account, Elsewhere elsewhere) {
  const auto found = std::ranges::find(elsewhere, account, &SetAside::account);
  if (found == elsewhere.end()) return;
  std::erase_if(roles, [&](const std::string& role) {
    return std::ranges::find(found->roles, role) != found->roles.end();
  });
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
      const auto not_counted = roles_on(tx, account, day).not_counted;
      return std::ranges::find(not_counted, head_role) == not_counted.end();
    });
    return out;
  });
}

std::vector<std::string> organs_of(Pool& pool, const std::string& account, Day day) {
  pg::Array roles;
  for (const std::string_view role : organ_roles) roles.add(std::string(role));
  return pool.read([&](pqxx::transaction_base& tx) {
    return first_column(pg::exec(tx,
                                 "SELECT DISTINCT p.organ FROM posts_on($2::date) p WHERE "
                                 "p.account = $1 AND p.roles && $3::text[] ORDER BY p.organ",
                                 account, to_string(day), roles));
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
