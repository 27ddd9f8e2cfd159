#include "db/timers.hpp"

#include <set>
#include <tuple>

#include <spdlog/spdlog.h>

#include "db/pg.hpp"
#include "embedded/queries.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds lease = 30s;  // far longer than firing takes, even under load

TimerRow row_from(const pqxx::row& row) {
  return {pg::text(row[0]), pg::text(row[1]), pg::instant(row[2])};
}

}  // namespace

Timers::Outcome Timers::fire(const TimerRow& timer) {
  std::string reason;
  try {
    const auto done = desk_.fire(timer.matter, timer.id);
    if (done) return *done ? Outcome::fired : Outcome::gone;
    reason = std::visit(
        [](const auto& failure) -> std::string {
          using Failure = std::decay_t<decltype(failure)>;
          if constexpr (std::is_same_v<Failure, matter::Refusal>) {
            return std::string(matter::name(failure.reason)) + " " + in_words(failure.detail).en;
          } else if constexpr (std::is_same_v<Failure, desk::TooBusy>) {
            return "too busy";
          } else {
            return "no such matter or procedure";
          }
        },
        done.error());
  } catch (const std::exception& error) {
    reason = error.what();
  }
  spdlog::warn("timer {} of matter {}, due {}, did not fire: {}", timer.id, timer.matter,
               to_string(timer.due), reason);
  return Outcome::failed;
}

std::vector<TimerRow> Timers::claim(Instant now, std::size_t limit) {
  auto claimed = pool_.write([&](pqxx::transaction_base& tx) {
    std::vector<TimerRow> timers;
    for (const auto& row : pg::exec(tx, query::claim_timers_sql, now, now + lease, limit)) {
      timers.push_back(row_from(row));
    }
    return timers;
  });
  std::ranges::sort(claimed, {}, [](const TimerRow& timer) {
    return std::tie(timer.due, timer.matter, timer.id);
  });
  return claimed;
}

void Timers::postpone(const TimerRow& timer, Instant now) {
  // 2, 4, 8, … seconds, at most an hour.
  pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx, R"(
      UPDATE timer SET failures = failures + 1,
             wake = $4::timestamptz + least(3600, power(2, least(failures + 1, 12))) * interval '1 second'
       WHERE matter = $1 AND id = $2 AND due = $3)",
             timer.matter, timer.id, timer.due, now);
  });
}

std::size_t Timers::fire_due(Instant now, std::size_t limit) {
  const auto claimed = claim(now, limit);
  for (const TimerRow& timer : claimed) {
    // One that is gone was fired or cancelled since the claim, and its row with it; then there is
    // nothing to put off.
    if (fire(timer) != Outcome::fired) postpone(timer, now);
  }
  return claimed.size();
}

Timers::Run Timers::run_until(VirtualClock& clock, Instant target) {
  const std::scoped_lock lock(one_run_);
  Run run;
  std::set<std::tuple<std::string, std::string, Instant>> tried;
  pg::Array passed_matters, passed_ids;
  for (;;) {
    const auto next = pool_.read([&](pqxx::transaction_base& tx) -> std::optional<TimerRow> {
      const auto rows = pg::exec(tx, R"(
        SELECT matter, id, due FROM timer
         WHERE due <= $1
           AND NOT EXISTS (SELECT FROM unnest($2::text[], $3::text[]) AS passed (matter, id)
                            WHERE passed.matter = timer.matter AND passed.id = timer.id)
         ORDER BY due, matter, id LIMIT 1)",
                                 target, passed_matters, passed_ids);
      if (rows.empty()) return std::nullopt;
      return row_from(rows[0]);
    });
    if (!next) break;
    if (next->due > clock.now()) clock.move_to(next->due);
    // The same row twice, unfired: whatever the desk said, time must go on.
    const bool is_first_try = tried.emplace(next->matter, next->id, next->due).second;
    const Outcome outcome = is_first_try ? fire(*next) : Outcome::failed;
    if (outcome == Outcome::fired) ++run.fired;
    if (outcome != Outcome::failed) continue;
    run.failed.push_back(*next);
    passed_matters.add(next->matter);
    passed_ids.add(next->id);
  }
  if (target > clock.now()) clock.move_to(target);
  return run;
}

}  // namespace gavel::db
