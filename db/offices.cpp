#include "db/offices.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

Day day(const pqxx::field& field) { return parse_day(pg::text(field)).value(); }

Position position_of_row(const pqxx::row& row, const char* id) {
  return {.id = pg::text(row[id]),
          .organ = pg::text(row["organ"]),
          .office = pg::text(row["office"]),
          .title = pg::text(row["title"]),
          .roles = pg::texts(row["roles"])};
}

Tenure tenure_of_row(const pqxx::row& row) {
  return {.since = day(row["since"]),
          .until = pg::maybe(row["until"], day),
          .ended = pg::maybe(row["ended"], day),
          .end_reason = pg::text(row["end_reason"])};
}

std::vector<PositionHeld> held_of_rows(const pqxx::result& found) {
  std::vector<PositionHeld> out;
  for (const auto& row : found) {
    out.push_back({.id = pg::integer(row["id"]),
                   .position = position_of_row(row, "position"),
                   .account = pg::text(row["account"]),
                   .tenure = tenure_of_row(row),
                   .basis = pg::text(row["basis"]),
                   .by = pg::text(row["by"]),
                   .at = pg::instant(row["at"])});
  }
  return out;
}

std::vector<Delegation> delegations_of_rows(const pqxx::result& found) {
  std::vector<Delegation> out;
  for (const auto& row : found) {
    out.push_back({.id = pg::integer(row["id"]),
                   .principal = pg::text(row["principal"]),
                   .delegate = pg::text(row["delegate"]),
                   .act = pg::text(row["act"]),
                   .role = pg::text(row["role"]),
                   .matter = pg::text(row["matter"]),
                   .tenure = tenure_of_row(row),
                   .basis = pg::text(row["basis"]),
                   .by = pg::text(row["by"]),
                   .at = pg::instant(row["at"])});
  }
  return out;
}

std::optional<std::string> text_of(const std::optional<Day>& day) {
  if (!day) return std::nullopt;
  return to_string(*day);
}

Position position_listed(const pqxx::row& row) {
  Position out = position_of_row(row, "id");
  out.single = pg::boolean(row["single"]);
  return out;
}

/// Who holds a position is looked at and written by one at a time.
void take_turn(pqxx::transaction_base& tx, const std::string& position) {
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('position:' || $1))", position);
}

void put_single(pqxx::transaction_base& tx, const std::string& position, bool single,
                const std::string& by, Instant at) {
  pg::exec(tx,
           "INSERT INTO position_single (position, single, by, at) VALUES ($1, $2::boolean, $3, "
           "$4::timestamptz)",
           position, single, by, at);
}

void put_seat(pqxx::transaction_base& tx, const std::string& position, const Seat& seat) {
  pg::exec(tx,
           "INSERT INTO position_seat (position, seat, since, basis, by, at) VALUES ($1, $2, "
           "$3::date, $4, $5, $6::timestamptz)",
           position, seat.seat, text_of(seat.since), seat.basis, seat.by, seat.at);
}

}  // namespace

bool Tenure::holds_on(Day day) const {
  return since <= day && (!until || day <= *until) && (!ended || day < *ended);
}

bool Offices::add_position(const Position& position, const std::string& by, Instant at,
                           const std::string& seat) {
  return pool_.write([&](pqxx::transaction_base& tx) {
    const auto added = pg::exec(
        tx,
        "INSERT INTO office_position (id, organ, office, title, roles, by, at) VALUES ($1, "
        "$2, $3, $4, $5::text[], $6, $7::timestamptz) ON CONFLICT (id) DO NOTHING RETURNING id",
        position.id, position.organ, position.office, position.title, pg::Array(position.roles), by,
        at);
    if (added.empty()) return false;
    if (!seat.empty())
      put_seat(tx, position.id, {.seat = seat, .since = {}, .basis = "", .by = by, .at = at});
    if (position.single) put_single(tx, position.id, true, by, at);
    return true;
  });
}

std::vector<Position> Offices::positions() {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Position> out;
    for (const auto& row : pg::exec(tx,
                                    "SELECT id, organ, office, title, array_to_json(roles) AS "
                                    "roles, is_single(id) AS single FROM office_position ORDER BY "
                                    "id")) {
      out.push_back(position_listed(row));
    }
    return out;
  });
}

std::vector<Offices::Seated> Offices::positions_on(Day day) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Seated> out;
    for (const auto& row : pg::exec(
             tx,
             "SELECT id, organ, office, title, array_to_json(roles) AS roles, is_single(id) AS "
             "single, seat_on(id, $1::date) AS seat FROM office_position ORDER BY id",
             to_string(day))) {
      out.push_back({.position = position_listed(row), .seat = pg::text(row["seat"])});
    }
    return out;
  });
}

std::optional<Position> Offices::position(const std::string& id) {
  for (Position& each : positions()) {
    if (each.id == id) return std::move(each);
  }
  return std::nullopt;
}

void Offices::seat(const std::string& position, const Seat& seat) {
  pool_.write([&](pqxx::transaction_base& tx) { put_seat(tx, position, seat); });
}

std::vector<Seat> Offices::seats(const std::string& position) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Seat> out;
    for (const auto& row :
         pg::exec(tx, "SELECT * FROM position_seat WHERE position = $1 ORDER BY id", position)) {
      out.push_back({.seat = pg::text(row["seat"]),
                     .since = pg::maybe(row["since"], day),
                     .basis = pg::text(row["basis"]),
                     .by = pg::text(row["by"]),
                     .at = pg::instant(row["at"])});
    }
    return out;
  });
}

std::string Offices::seat_on(const std::string& position, Day day) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return pg::text(pg::exec(tx, "SELECT seat_on($1, $2::date)", position, to_string(day))[0][0]);
  });
}

std::expected<void, std::pair<PositionHeld, PositionHeld>> Offices::make_single(
    const std::string& position, bool single, Day today, const std::string& by, Instant at) {
  using Two = std::pair<PositionHeld, PositionHeld>;
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<void, Two> {
    take_turn(tx, position);
    if (single) {
      auto two = held_of_rows(pg::exec(
          tx,
          "WITH held AS (SELECT r.*, days_held(since, until, ended) * daterange($2::date, NULL) AS "
          "days FROM position_row r WHERE position = $1) SELECT held.* FROM held WHERE EXISTS "
          "(SELECT FROM held other WHERE other.id <> held.id AND other.account <> held.account AND "
          "other.days && held.days) ORDER BY since, id LIMIT 2",
          position, to_string(today)));
      if (two.size() == 2) return std::unexpected(Two{std::move(two[0]), std::move(two[1])});
    }
    put_single(tx, position, single, by, at);
    return {};
  });
}

std::expected<std::int64_t, PositionHeld> Offices::hold(const PositionHeld& held) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<std::int64_t, PositionHeld> {
    const std::string since = to_string(held.tenure.since);
    const auto until = text_of(held.tenure.until);
    take_turn(tx, held.position.id);
    auto others = held_of_rows(
        pg::exec(tx,
                 "SELECT * FROM position_row WHERE position = $1 AND is_single($1) AND account <> "
                 "$2 AND days_held(since, until, ended) && days_held($3::date, $4::date, NULL) "
                 "ORDER BY since, id LIMIT 1",
                 held.position.id, held.account, since, until));
    if (!others.empty()) return std::unexpected(std::move(others.front()));
    return pg::integer(pg::exec(tx,
                                "INSERT INTO position_held (position, account, since, until, "
                                "basis, by, at) VALUES ($1, $2, $3::date, $4::date, $5, $6, "
                                "$7::timestamptz) RETURNING id",
                                held.position.id, held.account, since, until, held.basis, held.by,
                                held.at)[0][0]);
  });
}

std::vector<PositionHeld> Offices::holders(const std::string& position) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return held_of_rows(pg::exec(
        tx, "SELECT * FROM position_row WHERE position = $1 ORDER BY since, id", position));
  });
}

std::vector<PositionHeld> Offices::held_by(const std::string& account) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return held_of_rows(
        pg::exec(tx, "SELECT * FROM position_row WHERE account = $1 ORDER BY since, id", account));
  });
}

std::int64_t Offices::delegate(const Delegation& delegation) {
  return pool_.write([&](pqxx::transaction_base& tx) {
    return pg::integer(pg::exec(
        tx,
        "INSERT INTO delegation (principal, delegate, act, role, matter, since, until, "
        "basis, by, at) VALUES ($1, $2, $3, $4, $5, $6::date, $7::date, $8, $9, "
        "$10::timestamptz) RETURNING id",
        delegation.principal, delegation.delegate, delegation.act, delegation.role,
        delegation.matter, to_string(delegation.tenure.since), text_of(delegation.tenure.until),
        delegation.basis, delegation.by, delegation.at)[0][0]);
  });
}

std::vector<Delegation> Offices::delegations_of(const std::string& account) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return delegations_of_rows(pg::exec(
        tx, "SELECT * FROM delegation_row WHERE principal = $1 OR delegate = $1 ORDER BY id DESC",
        account));
  });
}

std::vector<Delegation> Offices::between(const std::string& principal,
                                         const std::string& delegate) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return delegations_of_rows(pg::exec(
        tx, "SELECT * FROM delegation_row WHERE principal = $1 AND delegate = $2 ORDER BY id",
        principal, delegate));
  });
}

std::optional<Delegation> Offices::delegation(std::int64_t id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Delegation> {
    auto found =
        delegations_of_rows(pg::exec(tx, "SELECT * FROM delegation_row WHERE id = $1::bigint", id));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  });
}

bool Offices::end(Ending which, std::int64_t id, Day day, const std::string& reason,
                  const std::string& by, Instant at) {
  return pool_.write([&](pqxx::transaction_base& tx) {
    return !pg::exec(tx,
                     "INSERT INTO office_ended (relation, id, day, reason, by, at) VALUES ($1, "
                     "$2::bigint, $3::date, $4, $5, $6::timestamptz) ON CONFLICT DO NOTHING "
                     "RETURNING id",
                     which == Ending::delegation ? "delegation" : "position_held", id,
                     to_string(day), reason, by, at)
                .empty();
  });
}

std::optional<PositionHeld> Offices::held(std::int64_t id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<PositionHeld> {
    auto found = held_of_rows(pg::exec(tx, "SELECT * FROM position_row WHERE id = $1::bigint", id));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  });
}

Offices::Entered Offices::add_recusal(const std::string& matter, const RecusalStep& step) {
  return pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('recusal'))");
    const int seq = add_step(tx, matter, placed(step, recusal_steps(tx, matter)));
    return Entered{seq, follow_last(tx, matter)};
  });
}

std::vector<RecusalStep> Offices::recusals(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) { return recusal_steps(tx, matter); });
}

}  // namespace gavel::db
