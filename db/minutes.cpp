#include "db/minutes.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/sent_effects.hpp"

namespace gavel::db {
namespace {

/// A meeting, by whose it is, and when.
struct Meeting {
  std::string organ, body, on;
};

Meeting meeting_in(const JsonObject& said) {
  return {string_or(said, "organ"), string_or(said, "body"), string_or(said, "on")};
}

JsonObject found_meeting(const pqxx::row& row) {
  return {{"organ", pg::text(row["organ"])},  {"body", pg::text(row["body"])},
          {"year", pg::integer(row["year"])}, {"number", pg::integer(row["number"])},
          {"on", pg::text(row["held_on"])},   {"matter", pg::text(row["matter"])},
          {"title", pg::text(row["title"])}};
}

/// What one append takes.
struct Taken {
  const desk::Append* by = nullptr;
  Meeting meeting;
  int number = 0;
};

/// In one order on every node, so that none waits for another that waits for it.
std::vector<Taken> taken_by(std::span<const desk::Append* const> appends) {
  std::vector<Taken> out;
  each_sent(appends, "urn:gavel:minutes", [&](const desk::Append& append, const chart::Sent& sent) {
    const JsonObject params = params_of(sent);
    out.push_back({&append, meeting_in(params), whole_number(params, "number")});
  });
  std::ranges::stable_sort(out, {}, [](const Taken& taken) {
    return std::tie(taken.meeting.organ, taken.meeting.body, taken.meeting.on, taken.number);
  });
  return out;
}

}  // namespace

JsonObject minutes_numbered(Pool& pool, const Json* meeting, std::int64_t number,
                            const NumberSeries& series) {
  const bool is_object = meeting != nullptr && meeting->is_object();
  const Meeting of = is_object ? meeting_in(meeting->get_object()) : Meeting{};
  JsonObject out{{"of", nullptr}, {"found", nullptr}, {"own", nullptr}, {"next", nullptr}};
  if (!parse_day(of.on)) return out;
  out["of"] = *meeting;
  out["of"].get_object()["organ"] = series.organ;
  pool.read([&](pqxx::transaction_base& tx) {
    std::int64_t last = 0;
    // What stands under the organ's own name counts before what stood under another.
    for (const auto& row :
         pg::exec(tx,
                  "SELECT i.*, m.matter, m.title, i.held_on = $4::date AS is_own FROM "
                  "minutes_issued i CROSS JOIN LATERAL (SELECT u.matter, a.title FROM "
                  "minutes_matter u JOIN matter a ON a.id = u.matter WHERE (u.organ, u.body, "
                  "u.held_on) = (i.organ, i.body, i.held_on) ORDER BY u.at, u.matter LIMIT 1) m "
                  "WHERE i.organ = ANY ($1::text[]) AND i.body = $3 AND i.year = extract(year FROM "
                  "$4::date) ORDER BY i.organ = $2, i.number",
                  pg::Array(series.names()), series.organ, of.body, of.on)) {
      const std::int64_t taken = pg::integer(row["number"]);
      const bool is_own = pg::boolean(row["is_own"]);
      last = std::max(last, taken);
      if (taken == number && (out["found"].is_null() || is_own)) out["found"] = found_meeting(row);
      if (is_own) out["own"] = taken;
    }
    out["next"] = out["own"].is_null() ? Json(last + 1) : out["own"];
  });
  return out;
}

std::set<const desk::Append*> take_minutes_numbers(pqxx::transaction_base& tx,
                                                   std::span<const desk::Append* const> appends) {
  const std::vector<Taken> all = taken_by(appends);
  std::set<const desk::Append*> late;
  if (all.empty()) return late;
  pg::Array organ, body, on, number;
  for (const Taken& taken : all) {
    organ.add(taken.meeting.organ), body.add(taken.meeting.body);
    on.add(taken.meeting.on), number.add(taken.number);
  }
  // Whoever issues another node's number at the same time waits here until that is committed.
  pg::exec(tx,
           "INSERT INTO minutes_issued (organ, body, held_on, number) SELECT * FROM "
           "unnest($1::text[], $2::text[], $3::date[], $4::integer[]) ON CONFLICT DO NOTHING",
           organ, body, on, number);
  const auto held = pg::exec(tx,
                             "SELECT i.number IS NOT NULL FROM unnest($1::text[], $2::text[], "
                             "$3::date[], $4::integer[]) WITH ORDINALITY AS asked (organ, body, "
                             "held_on, number, place) LEFT JOIN minutes_issued i USING (organ, "
                             "body, held_on, number) ORDER BY asked.place",
                             organ, body, on, number);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!pg::boolean(held[static_cast<int>(i)][0])) late.insert(all[i].by);
  }
  return late;
}

}  // namespace gavel::db
