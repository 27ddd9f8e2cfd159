#include "db/seats_over.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/roles.hpp"

namespace gavel::db {
namespace {

struct Called {
  pg::Array seated;
  pg::Array seats;  ///< Which of them count in this meeting.
};

Called called(const matter::Snapshot& snapshot) {
  Called out;
  const Json* const meeting = snapshot.session.data.if_contains("meeting");
  if (meeting == nullptr || !meeting->is_object()) return out;
  const JsonObject& said = meeting->get_object();
  const Json* const seated = said.if_contains("seated");
  if (seated == nullptr || !seated->is_array() || !string_or(said, "on").empty()) return out;
  for (const Json& each : seated->get_array()) {
    if (each.is_string()) out.seated.add(std::string(each.get_string()));
  }
  out.seats.add("executive");
  if (string_or(said, "body") == "plenary") out.seats.add("plenary");
  return out;
}

}  // namespace

JsonArray seats_over(pqxx::transaction_base& tx, const matter::Snapshot& snapshot) {
  JsonArray out;
  const Called meeting = called(snapshot);
  if (meeting.seated.empty()) return out;
  for (
      const auto& row : pg::exec(
          tx,
          "SELECT account, max(over)::text AS since FROM (SELECT h.account, least(h.ended, h.until "
          "+ 1, (SELECT CASE WHEN s.seat = ANY ($2::text[]) THEN NULL ELSE coalesce(s.since, "
          "h.since) END FROM position_seat s WHERE s.position = h.position ORDER BY s.since DESC "
          "NULLS LAST, s.id DESC LIMIT 1)) AS over FROM position_row h JOIN office_position p ON "
          "p.id = h.position WHERE h.account = ANY ($1::text[]) AND p.roles && ARRAY[$3, $4]) seat "
          "GROUP BY account HAVING bool_and(over IS NOT NULL) ORDER BY account",
          meeting.seated, meeting.seats, std::string(head_role), std::string(member_role))) {
    out.push_back(
        JsonObject{{"account", pg::text(row["account"])}, {"since", pg::text(row["since"])}});
  }
  return out;
}

}  // namespace gavel::db
