#include "db/successions.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

std::vector<Succession> all(pqxx::transaction_base& tx) {
  std::vector<Succession> out;
  for (const auto& row : pg::exec(tx, "SELECT * FROM organ_succession ORDER BY id")) {
    const auto since = parse_day(pg::text(row["since"]));
    ensure(since.has_value(), "a kept day is a day");
    out.push_back({.id = pg::integer(row["id"]),
                   .organ = pg::text(row["organ"]),
                   .successor = pg::text(row["successor"]),
                   .since = *since,
                   .basis = pg::text(row["basis"]),
                   .by = pg::text(row["by"]),
                   .at = pg::instant(row["at"])});
  }
  return out;
}

}  // namespace

std::int64_t add(Pool& pool, const Succession& said) {
  return pool.write([&](pqxx::transaction_base& tx) {
    return pg::integer(pg::exec(
        tx,
        "INSERT INTO organ_succession (organ, successor, since, basis, by, at) VALUES "
        "($1, $2, $3::date, $4, $5, $6::timestamptz) RETURNING id",
        said.organ, said.successor, to_string(said.since), said.basis, said.by, said.at)[0][0]);
  });
}

std::vector<Succession> successions(Pool& pool) {
  return pool.read([](pqxx::transaction_base& tx) { return all(tx); });
}

Successors::Successors(pqxx::transaction_base& tx, Day day) { read(all(tx), day); }

void Successors::read(const std::vector<Succession>& said, std::optional<Day> day) {
  std::map<std::string, Succession> standing;
  for (const Succession& each : said) standing[spelling(each.organ)] = each;
  for (const auto& [organ, each] : standing) {
    if (each.successor.empty() || (day && *day < each.since)) continue;
    next_[organ] = spelling(each.successor);
    titles_[next_[organ]] = each.successor;
  }
}

std::vector<std::string> Successors::from(const std::string& organ) const {
  std::vector<std::string> out{spelling(organ)};
  for (auto next = next_.find(out.back()); next != next_.end(); next = next_.find(out.back())) {
    if (std::ranges::find(out, next->second) != out.end()) break;  // entered by two at once
    out.push_back(next->second);
  }
  return out;
}

std::string Successors::title(const std::string& organ) const {
  const auto found = titles_.find(spelling(organ));
  return found == titles_.end() ? "" : found->second;
}

std::vector<std::string> Successors::before(const std::string& organ) const {
  const std::string now = last(organ);
  std::vector<std::string> out;
  for (const auto& [past, next] : next_) {
    if (last(past) == now) out.push_back(past);
  }
  return out;
}

}  // namespace gavel::db
