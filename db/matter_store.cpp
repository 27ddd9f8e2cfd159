#include "db/matter_store.hpp"

#include <charconv>

#include "db/event_rows.hpp"
#include "db/pg.hpp"
#include "embedded/queries.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

/// What the matter's own row says of it.
struct Head {
  std::int64_t version = 0;
  std::string procedure_sha256;
  Instant last_at;  ///< Of its last event.
};

std::optional<Head> read_head(Pool& pool, const std::string& id) {
  return pool.read([&](pqxx::transaction_base& tx) -> std::optional<Head> {
    const auto rows =
        pg::exec(tx, "SELECT version, procedure_sha256, updated_at FROM matter WHERE id = $1", id);
    if (rows.empty()) return std::nullopt;
    return Head{pg::integer(rows[0][0]), pg::text(rows[0][1]), pg::instant(rows[0][2])};
  });
}

/// The procedure that was in force after the first `version` events; `today` is the one in the
/// matter's row.
std::string procedure_after(Pool& pool, const std::string& id, std::int64_t version,
                            const std::string& today) {
  return pool.read([&](pqxx::transaction_base& tx) {
    const auto rows = pg::exec(tx,
                               "SELECT data->'from'->>'sha256' FROM event WHERE matter = $1"
                               " AND seq > $2 AND kind = 'migrated' ORDER BY seq LIMIT 1",
                               id, version);
    return rows.empty() ? today : pg::text(rows[0][0]);
  });
}

MatterRow row_from(const pqxx::row& row) {
  return {.id = pg::text(row["id"]),
          .title = pg::text(row["title"]),
          .unit = pg::text(row["unit"]),
          .opened_by = pg::text(row["opened_by"]),
          .procedure = pg::text(row["procedure"]),
          .procedure_version = pg::text(row["procedure_version"]),
          .procedure_sha256 = pg::text(row["procedure_sha256"]),
          .version = pg::integer(row["version"]),
          .configuration = pg::texts(row["configuration"]),
          .finished = pg::boolean(row["finished"]),
          .opened_at = pg::instant(row["opened_at"]),
          .updated_at = pg::instant(row["updated_at"])};
}

/// Where a page ended: opening time and id of its last row, "1769734800000.8f3a…".
struct Keyset {
  Instant opened_at;
  std::string id;
};

std::string cursor_after(const MatterRow& row) {
  return std::to_string(row.opened_at.time_since_epoch().count()) + "." + row.id;
}

std::optional<Keyset> parse_cursor(std::string_view cursor) {
  const std::size_t dot = cursor.find('.');
  if (dot == std::string_view::npos || cursor.contains('\0')) return std::nullopt;
  std::int64_t opened_ms = 0;
  const std::string_view ms = cursor.substr(0, dot);
  const auto read = std::from_chars(ms.begin(), ms.end(), opened_ms);
  // From 1970 to 9999: whatever lies outside was never written by us.
  constexpr std::int64_t last_ms = 253'402'300'799'999;
  if (read.ec != std::errc{} || read.ptr != ms.end()) return std::nullopt;
  if (opened_ms < 0 || opened_ms > last_ms) return std::nullopt;
  return Keyset{Instant(std::chrono::milliseconds(opened_ms)), std::string(cursor.substr(dot + 1))};
}

}  // namespace

MatterStore::MatterStore(Ports ports, Projection projection, std::size_t cached)
    : ports_(ports), writer_(std::move(projection)), cache_(cached) {}

std::shared_ptr<const procedure::Procedure> MatterStore::procedure_of(
    const std::string& procedure_sha256) {
  auto procedure = ports_.procedures.by_sha256(procedure_sha256);
  ensure(procedure != nullptr, "a matter's procedure is installed");
  return procedure;
}

std::optional<desk::Loaded> MatterStore::load(const std::string& id) {
  const auto head = read_head(ports_.pool, id);
  if (!head) return std::nullopt;
  auto snapshot = cache_.get(id);
  if (snapshot && snapshot->version == head->version) {
    ++hits_;
  } else {
    if (snapshot && snapshot->version > head->version) snapshot = nullptr;  // an append since
    ++(snapshot ? caught_up_ : rebuilt_);
    snapshot = cache_.put(*rebuild(id, head->version, head->procedure_sha256, std::move(snapshot)),
                          procedure_of(head->procedure_sha256));
  }
  return desk::Loaded{*snapshot, procedure_of(snapshot->procedure_sha256), head->last_at};
}

std::optional<desk::Loaded> MatterStore::load_at(const std::string& id, std::int64_t version) {
  const auto head = read_head(ports_.pool, id);
  if (!head || version < 1 || version > head->version) return std::nullopt;
  const auto snapshot = rebuild(id, version, head->procedure_sha256, nullptr);
  return desk::Loaded{*snapshot, procedure_of(snapshot->procedure_sha256)};
}

/// The newest stored snapshot up to `version`; null where there is none, or none this program can
/// read: it is a cache, and the events have it all.
std::shared_ptr<const matter::Snapshot> MatterStore::stored_snapshot(const std::string& id,
                                                                     std::int64_t version) {
  const auto body = ports_.pool.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
    const auto rows = pg::exec(tx,
                               "SELECT body FROM snapshot WHERE matter = $1 AND version <= $2"
                               " ORDER BY version DESC LIMIT 1",
                               id, version);
    if (rows.empty()) return std::nullopt;
    return pg::text(rows[0][0]);
  });
  if (!body) return nullptr;
  const auto json = parse_json(*body);
  if (!json || !json->is_object()) return nullptr;
  // Taken while the matter was on the procedure that the snapshot names.
  const auto procedure =
      ports_.procedures.by_sha256(string_or(json->get_object(), "procedure_sha256"));
  if (procedure == nullptr) return nullptr;
  auto snapshot = matter::decode_snapshot(*procedure, json->get_object());
  if (!snapshot || snapshot->id != id || snapshot->version > version) return nullptr;
  return std::make_shared<const matter::Snapshot>(std::move(*snapshot));
}

std::shared_ptr<const matter::Snapshot> MatterStore::rebuild(
    const std::string& id, std::int64_t version, const std::string& procedure_sha256,
    std::shared_ptr<const matter::Snapshot> from) {
  if (!from) from = stored_snapshot(id, version);
  const std::int64_t after = from ? from->version : 0;
  if (after == version) return from;
  const auto missing = ports_.pool.read([&](pqxx::transaction_base& tx) {
    return read_events(tx, id, after, version, version - after);
  });
  ensure(std::cmp_equal(missing.size(), version - after), "every event up to the version is there");
  // Calendars and procedures are kept alive for as long as the replay refers to them.
  std::map<std::string, std::shared_ptr<const calendar::Calendar>> calendars;
  const auto calendar_by_id = [&](const std::string& calendar_id) -> const calendar::Calendar& {
    auto& calendar = calendars[calendar_id];
    if (!calendar) calendar = ports_.calendars.by_id(calendar_id);
    return *calendar;
  };
  std::map<std::string, std::shared_ptr<const procedure::Procedure>> procedures;
  const auto by_sha256 = [&](const std::string& sha256) -> const procedure::Procedure& {
    auto& procedure = procedures[sha256];
    if (!procedure) procedure = procedure_of(sha256);
    return *procedure;
  };
  const std::string first =
      from ? from->procedure_sha256 : procedure_after(ports_.pool, id, 0, procedure_sha256);
  std::optional<matter::Snapshot> start;
  if (from) start = *from;
  auto now = matter::replay(by_sha256(first), std::move(start), missing, calendar_by_id, by_sha256);
  ensure(now.version == version, "a replay ends at the version asked for");
  return std::make_shared<const matter::Snapshot>(std::move(now));
}

std::vector<std::string> MatterStore::course(const std::string& id, std::int64_t version) {
  return ports_.pool.read([&](pqxx::transaction_base& tx) {
    std::vector<std::string> entered;
    for (const auto& row : pg::exec(tx,
                                    "SELECT s.id FROM event AS e,"
                                    " unnest(e.entered) WITH ORDINALITY AS s (id, place)"
                                    " WHERE e.matter = $1 AND e.seq <= $2 ORDER BY e.seq, s.place",
                                    id, version)) {
      entered.push_back(pg::text(row[0]));
    }
    return entered;
  });
}

desk::AppendResult MatterStore::append(desk::Append append) {
  AppendItem item(append);
  ports_.queue.submit(writer_, item);
  switch (item.result) {
    case desk::AppendResult::done:
      ++done_;
      cache_.put(std::move(append.accepted.next), append.procedure);
      break;
    case desk::AppendResult::conflict:
      ++conflicts_;
      break;
    case desk::AppendResult::repeated:
      ++repeated_;
      break;
  }
  return item.result;
}

std::optional<MatterPage> MatterStore::list(const MatterQuery& query) {
  std::optional<Keyset> after;
  if (!query.cursor.empty()) {
    after = parse_cursor(query.cursor);
    if (!after) return std::nullopt;
  }
  const int limit = std::clamp(query.limit, 1, 200);
  return ports_.pool.read([&](pqxx::transaction_base& tx) {
    const auto rows =
        pg::exec(tx, query::list_matters_sql, query.procedure, query.unit, query.state, query.q,
                 after ? std::optional(after->opened_at) : std::nullopt,
                 after ? std::optional(after->id) : std::nullopt, query.finished,
                 limit + 1);  // one more than shown: is there a next page?
    MatterPage page;
    for (const auto& row : rows) {
      if (std::cmp_equal(page.rows.size(), limit)) {
        page.next = cursor_after(page.rows.back());
        break;
      }
      page.rows.push_back(row_from(row));
    }
    return page;
  });
}

std::vector<matter::Event> MatterStore::events(const std::string& id, std::int64_t after,
                                               int limit) {
  return ports_.pool.read([&](pqxx::transaction_base& tx) {
    return read_events(tx, id, after, std::numeric_limits<std::int64_t>::max(), limit);
  });
}

bool MatterStore::counted_by_another(const std::string& id, const std::string& calendar) {
  return ports_.pool.read([&](pqxx::transaction_base& tx) {
    return pg::boolean(pg::exec(tx,
                                "SELECT EXISTS (SELECT FROM event WHERE matter = $1 AND "
                                "calendar_id <> $2)",
                                id, calendar)[0][0]);
  });
}

MatterStore::Counters MatterStore::counters() const {
  return {.done = done_,
          .conflicts = conflicts_,
          .repeated = repeated_,
          .cache_hits = hits_,
          .caught_up = caught_up_,
          .rebuilt = rebuilt_};
}

}  // namespace gavel::db
