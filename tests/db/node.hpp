#pragma once
// One server's worth of stores on a database: what `gavel serve` wires together, without the
// network.
#include "db/calendar_store.hpp"
#include "db/clock.hpp"
#include "db/matter_store.hpp"
#include "db/procedure_store.hpp"
#include "db/timers.hpp"
#include "engine/desk/desk.hpp"
#include "tests/db/cluster.hpp"
#include "tests/db/procedure.hpp"
#include "tests/file_text.hpp"

namespace gavel::db::test {

inline const matter::Actor clerk{
    .account = "wang", .name = "王", .unit = "letters-office", .roles = {"clerk"}};
inline constexpr Instant start_of_tests = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} +
                                          std::chrono::hours{1};  // 09:00 in China

struct NoFacts final : desk::Facts {
  JsonObject of(const matter::Snapshot& /*snapshot*/) override { return {}; }
};

struct Node {
  /// `own`: the policy pack of whose organ everything is; empty: of none.
  explicit Node(const std::string& url, Projection projection = {},
                std::span<const procedure::Pack> packs = {}, const std::string& own = "")
      : pool(url, 70),
        queue(url),
        procedures(pool),
        calendars(pool, packs, own),
        matters({pool, queue, procedures, calendars}, std::move(projection)),
        clock(pool, start_of_tests),
        desk({matters, procedures, calendars, facts, clock}),
        timers(pool, desk) {}

  /// A migrated database with the calendar and the letters' procedure.
  static std::string prepared() {
    const std::string url = Cluster::instance().migrated_database();
    Pool pool(url);
    EXPECT_TRUE(CalendarStore(pool).install(shipped_calendar(), start_of_tests));
    const auto installed =
        ProcedureStore(pool).install(letter_procedure(), "letter.scxml", start_of_tests);
    if (!installed) {
      for (const Diagnostic& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    }
    return url;
  }

  desk::Done open(const std::string& id, const std::string& title = "来信") {
    auto done = desk.open("letter", {.id = id, .title = title, .policy = {}, .data = {}}, clerk);
    if (!done) throw std::runtime_error("not opened: " + describe(done.error()));
    return *done;
  }
  desk::Done send(const std::string& id, const std::string& event, JsonObject data = {}) {
    auto done = desk.send(id, {.event = event, .data = std::move(data), .signature = {}}, clerk);
    if (!done) throw std::runtime_error("not sent: " + describe(done.error()));
    return *done;
  }
  desk::Done note(const std::string& id, const std::string& text) {
    return send(id, "note", {{"text", text}});
  }

  static std::string describe(const desk::Failure& failure) {
    if (const auto* refusal = std::get_if<matter::Refusal>(&failure)) {
      return json_text(matter::encode(*refusal));
    }
    return "failure " + std::to_string(failure.index());
  }

  /// As the list of matters shows it.
  std::optional<MatterRow> row(const std::string& id) {
    const auto page = matters.list({.q = id, .limit = 200});
    const auto found = std::ranges::find(page->rows, id, &MatterRow::id);
    return found == page->rows.end() ? std::nullopt : std::optional(*found);
  }

  /// The snapshot's bytes as now loaded.
  std::string bytes(const std::string& id) {
    const auto loaded = matters.load(id);
    return loaded ? json_text(matter::encode(*loaded->procedure, loaded->snapshot)) : "";
  }

  Pool pool;
  CommitQueue queue;
  ProcedureStore procedures;
  CalendarStore calendars;
  MatterStore matters;
  VirtualClock clock;
  NoFacts facts;
  desk::Desk desk;
  Timers timers;
};

}  // namespace gavel::db::test
