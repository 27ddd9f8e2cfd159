#include "db/follow_ups.hpp"

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/recusals.hpp"
#include "db/sent_effects.hpp"

namespace gavel::db {

std::vector<FollowUp> FollowUps::of(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<FollowUp> out;
    for (const auto& row :
         pg::exec(tx,
                  "SELECT f.matter, m.title, m.procedure_sha256, array_to_json(m.configuration) AS "
                  "states, v.archival_code, f.at FROM matter_follow_up f JOIN matter m ON m.id = "
                  "f.matter LEFT JOIN package v ON v.matter = f.matter AND v.status = 'built' "
                  "WHERE f.follows = $1 ORDER BY f.at, f.matter",
                  matter)) {
      out.push_back({.matter = pg::text(row["matter"]),
                     .title = pg::text(row["title"]),
                     .procedure_sha256 = pg::text(row["procedure_sha256"]),
                     .states = pg::texts(row["states"]),
                     .archival_code = pg::text(row["archival_code"]),
                     .at = pg::instant(row["at"])});
    }
    return out;
  });
}

std::optional<Followed> FollowUps::followed_by(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Followed> {
    const auto found = pg::exec(tx,
                                "SELECT f.follows, m.title, f.archival_code FROM matter_follow_up "
                                "f JOIN matter m ON m.id = f.follows WHERE f.matter = $1",
                                matter);
    if (found.empty()) return std::nullopt;
    const auto row = found[0];
    return Followed{pg::text(row["follows"]), pg::text(row["title"]),
                    pg::text(row["archival_code"])};
  });
}

namespace {

std::vector<MergedIn> linked(const pqxx::result& rows) {
  std::vector<MergedIn> out;
  for (const auto& row : rows) {
    out.push_back({.matter = pg::text(row["matter"]),
                   .title = pg::text(row["title"]),
                   .procedure_sha256 = pg::text(row["procedure_sha256"]),
                   .at = pg::instant(row["at"])});
  }
  return out;
}

}  // namespace

std::vector<MergedIn> FollowUps::merged_into(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return linked(pg::exec(
        tx,
        "SELECT g.matter, m.title, m.procedure_sha256, g.at FROM matter_merge g JOIN matter "
        "m ON m.id = g.matter WHERE g.into_matter = $1 ORDER BY g.at, g.matter",
        matter));
  });
}

std::vector<MergedIn> FollowUps::successors_of(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return linked(pg::exec(
        tx,
        "SELECT s.matter, m.title, m.procedure_sha256, s.at FROM matter_succession s JOIN matter "
        "m ON m.id = s.matter WHERE s.replaces = $1 ORDER BY s.at, s.matter",
        matter));
  });
}

void project_follow_ups(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  each_sent(appends, "urn:gavel:follow-up",
            [&](const desk::Append& append, const chart::Sent& sent) {
              if (sent.event != "open") return;
              const JsonObject params = params_of(sent);
              const auto& event = append.accepted.event;
              pg::exec(tx,
                       "INSERT INTO matter_follow_up (matter, seq, follows, archival_code, at) "
                       "VALUES ($1, $2::bigint, $3, $4, $5::timestamptz)",
                       append.accepted.next.id, event.seq, string_or(params, "matter"),
                       string_or(params, "archival_code"), event.at);
              carry_recusals(tx, string_or(params, "matter"), append.accepted.next.id);
            });
}

void project_merges(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  each_sent(appends, "urn:gavel:merge", [&](const desk::Append& append, const chart::Sent& sent) {
    if (sent.event != "into") return;
    const std::string into = string_or(params_of(sent), "matter");
    const auto& event = append.accepted.event;
    pg::exec(tx,
             "INSERT INTO matter_merge (matter, seq, into_matter, at) VALUES ($1, $2::bigint, $3, "
             "$4::timestamptz)",
             append.accepted.next.id, event.seq, into, event.at);
    carry_recusals(tx, append.accepted.next.id, into);
  });
}

void project_predecessors(pqxx::transaction_base& tx,
                          std::span<const desk::Append* const> appends) {
  each_sent(appends, "urn:gavel:predecessor",
            [&](const desk::Append& append, const chart::Sent& sent) {
              if (sent.event != "name") return;
              const std::string predecessor = string_or(params_of(sent), "matter");
              const auto& event = append.accepted.event;
              pg::exec(tx,
                       "INSERT INTO matter_predecessor (matter, seq, predecessor, at) VALUES ($1, "
                       "$2::bigint, $3, $4::timestamptz)",
                       append.accepted.next.id, event.seq, predecessor, event.at);
              carry_recusals(tx, predecessor, append.accepted.next.id);
            });
}

void project_successions(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  each_sent(
      appends, "urn:gavel:succession", [&](const desk::Append& append, const chart::Sent& sent) {
        if (sent.event != "publish") return;
        const JsonObject params = params_of(sent);
        const auto& event = append.accepted.event;
        const std::string& own = append.accepted.next.id;
        const std::string by = string_or(params, "by");
        pg::exec(tx,
                 "INSERT INTO matter_succession (matter, told_by, seq, replaces, at) VALUES "
                 "($1, $2, $3::bigint, $4, $5::timestamptz) ON CONFLICT DO NOTHING",
                 by.empty() ? own : by, own, event.seq, string_or(params, "matter"), event.at);
      });
}

}  // namespace gavel::db
