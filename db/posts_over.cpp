#include "db/posts_over.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"

namespace gavel::db {
namespace {

pg::Array seated(const matter::Snapshot& snapshot) {
  pg::Array out;
  const Json* const meeting = snapshot.session.data.if_contains("meeting");
  if (meeting == nullptr || !meeting->is_object()) return out;
  const JsonObject& called = meeting->get_object();
  const Json* const seats = called.if_contains("seated");
  if (seats == nullptr || !seats->is_array() || !string_or(called, "on").empty()) return out;
  for (const Json& each : seats->get_array()) {
    if (each.is_string()) out.add(std::string(each.get_string()));
  }
  return out;
}

}  // namespace

JsonArray posts_over(pqxx::transaction_base& tx, const matter::Snapshot& snapshot) {
  JsonArray out;
  const pg::Array accounts = seated(snapshot);
  if (accounts.empty()) return out;
  for (const auto& row :
       pg::exec(tx,
                "SELECT account, max(over)::text AS since FROM (SELECT account, least(ended, until "
                "+ 1) AS over FROM position_row WHERE account = ANY ($1::text[])) p GROUP BY "
                "account HAVING bool_and(over IS NOT NULL) ORDER BY account",
                accounts)) {
    out.push_back(
        JsonObject{{"account", pg::text(row["account"])}, {"since", pg::text(row["since"])}});
  }
  return out;
}

}  // namespace gavel::db
