#include "db/calendar_store.hpp"

#include <algorithm>

#include "archive/digest.hpp"
#include "db/pg.hpp"
#include "engine/base/ensure.hpp"
#include "engine/calendar/local_days.hpp"

namespace gavel::db {
namespace {

// How long another node's installation may go unnoticed here. Any table is lawful to count with as
// long as the event says which, so this is about promptness only.
constexpr std::chrono::seconds read_again_after{2};

std::shared_ptr<const calendar::Calendar> parsed(const std::string& csv) {
  auto calendar = calendar::Calendar::from_csv(csv);
  ensure(calendar.has_value(), "a stored calendar can be read");
  return std::make_shared<const calendar::Calendar>(std::move(*calendar));
}

/// Empty: none is.
std::string in_force_in(pqxx::transaction_base& tx) {
  const auto rows =
      pg::exec(tx, "SELECT calendar FROM calendar_in_force ORDER BY line DESC LIMIT 1");
  return rows.empty() ? "" : pg::text(rows[0][0]);
}

/// Whether it is new.
bool keep_table(pqxx::transaction_base& tx, const std::string& id, std::string_view csv,
                Instant now) {
  // Looked up first: an identity column counts on refused inserts too, and order is all it is for.
  if (!pg::exec(tx, "SELECT 1 FROM calendar WHERE id = $1", id).empty()) return false;
  return pg::exec(tx,
                  "INSERT INTO calendar (id, csv, installed_at) VALUES ($1, $2::bytea, $3)"
                  " ON CONFLICT (id) DO NOTHING",
                  id, pg::Bytes{csv}, now)
             .affected_rows() == 1;
}

}  // namespace

CalendarStore::CalendarStore(Pool& pool, std::span<const procedure::Pack> packs, std::string own)
    : pool_(pool), own_(std::move(own)) {
  for (const procedure::Pack& pack : packs)
    local_days_[pack.id] = procedure::local_days(packs, pack.id);
}

desk::CalendarInForce CalendarStore::current() {
  const auto now = std::chrono::steady_clock::now();
  {
    const std::scoped_lock lock(mutex_);
    if (in_force_.calendar && now < read_at_ + read_again_after) return in_force_;
  }
  const auto id = pool_.read([](pqxx::transaction_base& tx) {
    std::string newest = in_force_in(tx);
    ensure(!newest.empty(), "a calendar is installed before anything is counted");
    return newest;
  });
  desk::CalendarInForce found{id, by_id(id)};
  const std::scoped_lock lock(mutex_);
  in_force_ = found;
  read_at_ = now;
  return found;
}

std::shared_ptr<const calendar::Calendar> CalendarStore::by_id(std::string_view id) {
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = known_.find(id); found != known_.end()) return found->second;
  }
  auto calendar = parsed(csv_of(id));
  const std::scoped_lock lock(mutex_);
  return known_.emplace(std::string(id), std::move(calendar)).first->second;
}

std::string CalendarStore::csv_of(std::string_view id) {
  auto csv = pool_.read([&](pqxx::transaction_base& tx) {
    const auto rows = pg::exec(tx, "SELECT csv FROM calendar WHERE id = $1", id);
    ensure(!rows.empty(), "an event's calendar is installed");
    return pg::bytes(rows[0][0]);
  });
  ensure(archive::sha256_hex(csv) == id, "a stored calendar has the digest it is named by");
  return csv;
}

// ---- the organs' own

std::string CalendarStore::organ_of(const LocalDays& local, const std::string& own,
                                    std::string_view pack) {
  for (const std::string_view id : {procedure::pack_id(pack), std::string_view(own)}) {
    const auto known = local.find(id);
    if (known != local.end()) return known->second.empty() ? "" : known->first;
  }
  return "";
}

desk::CalendarInForce CalendarStore::composed(const std::string& id, const std::string& organ) {
  if (organ.empty()) return {id, by_id(id)};
  const std::pair key(id, organ);
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = of_organs_.find(key); found != of_organs_.end()) return found->second;
  }
  const std::string csv = calendar::with_local_days(csv_of(id), local_days_.at(organ));
  desk::CalendarInForce made{archive::sha256_hex(csv), parsed(csv)};
  const std::scoped_lock lock(mutex_);
  return of_organs_.emplace(key, std::move(made)).first->second;
}

desk::CalendarInForce CalendarStore::in_force(std::string_view pack) {
  desk::CalendarInForce notice = current();
  const std::string organ = organ_of(pack);
  if (organ.empty()) return notice;
  desk::CalendarInForce own = composed(notice.id, organ);
  {
    const std::scoped_lock lock(mutex_);
    if (own.id == notice.id || kept_.contains(own.id)) return own;
  }
  keep(calendar::with_local_days(csv_of(notice.id), local_days_.at(organ)), notice.id);
  const std::scoped_lock lock(mutex_);
  kept_.insert(own.id);
  return own;
}

/// Before anything is counted by it: an event names its table, which is there then.
void CalendarStore::keep(const std::string& csv, const std::string& base) {
  const std::string id = archive::sha256_hex(csv);
  pool_.write([&](pqxx::transaction_base& tx) {
    if (!pg::exec(tx, "SELECT 1 FROM calendar WHERE id = $1", id).empty()) return;
    pg::exec(tx,
             "INSERT INTO calendar (id, csv, installed_at, base) VALUES ($1, $2::bytea, "
             "clock_timestamp(), $3) ON CONFLICT (id) DO NOTHING",
             id, pg::Bytes{csv}, base);
  });
}

std::shared_ptr<const calendar::Calendar> CalendarStore::for_organ(const std::string& id,
                                                                   std::string_view pack) {
  return composed(id, organ_of(pack)).calendar;
}

std::shared_ptr<const calendar::Calendar> CalendarStore::counted(const CountedBy& by,
                                                                 std::string_view pack) {
  if (by.own == own_ && by.local == local_days_) return for_organ(by.table, pack);
  const std::string organ = organ_of(by.local, by.own, pack);
  return organ.empty() ? by_id(by.table) : with_days(by.table, by.local.at(organ));
}

std::shared_ptr<const calendar::Calendar> CalendarStore::with_days(
    const std::string& id, std::span<const calendar::LocalDay> days) {
  return parsed(calendar::with_local_days(csv_of(id), days));
}

// ---- installing

std::optional<calendar::TableFault> CalendarStore::knows_less(const calendar::Calendar& calendar,
                                                              const std::string& id) {
  const auto tables = list();
  if (tables.empty() || tables.front().id == id) return std::nullopt;
  const CalendarRow& newest = tables.front();
  if (calendar.first_known() <= newest.first_known && calendar.last_known() >= newest.last_known)
    return std::nullopt;
  return calendar::TableFault{"knows-less",
                              0,
                              {{"first", to_string(newest.first_known).substr(0, 4)},
                               {"last", to_string(newest.last_known).substr(0, 4)}}};
}

std::expected<CalendarStore::Installed, calendar::TableFault> CalendarStore::install(
    std::string_view csv, Instant now) {
  const auto calendar = calendar::Calendar::from_csv(csv);
  if (!calendar) return std::unexpected(calendar.error());
  const std::string id = archive::sha256_hex(csv);
  if (auto fault = knows_less(*calendar, id)) return std::unexpected(*std::move(fault));
  Installed done = pool_.write([&](pqxx::transaction_base& tx) {
    Installed told{.id = id, .before = in_force_in(tx)};
    if (told.before == id) return told;
    told.is_new = keep_table(tx, id, csv, now);
    pg::exec(tx, "INSERT INTO calendar_in_force (calendar, since) VALUES ($1, $2)", id, now);
    told.put_in_force = true;
    if (!told.before.empty()) told.recount = begin_recount(tx, {told.before, own_, local_days_});
    return told;
  });
  const std::scoped_lock lock(mutex_);
  in_force_ = {};  // read again
  return done;
}

bool CalendarStore::put_local_days_in_force(Instant now) {
  CountedBy by{.table = "", .own = own_, .local = local_days_};
  const JsonObject days = days_json(by);
  return pool_.write([&](pqxx::transaction_base& tx) {
    const auto last =
        pg::exec(tx, "SELECT days FROM local_days_in_force ORDER BY line DESC LIMIT 1");
    const bool is_known = !last.empty();
    if (is_known && pg::object(last[0][0]) == days) return false;
    pg::exec(tx, "INSERT INTO local_days_in_force (days, since) VALUES ($1::json, $2)", days, now);
    if (!is_known) return false;
    CountedBy before = days_from(pg::object(last[0][0]));
    before.table = in_force_in(tx);
    (void)begin_recount(tx, before);
    return true;
  });
}

std::vector<CalendarRow> CalendarStore::list() {
  struct Line {
    std::string id;
    Instant installed_at;
  };
  const auto lines = pool_.read([](pqxx::transaction_base& tx) {
    std::vector<Line> all;
    for (const auto& row :
         pg::exec(tx, "SELECT calendar, since FROM calendar_in_force ORDER BY line DESC")) {
      all.push_back({pg::text(row[0]), pg::instant(row[1])});
    }
    return all;
  });
  std::vector<CalendarRow> rows;
  for (const Line& line : lines) {
    const auto calendar = by_id(line.id);
    rows.push_back({.id = line.id,
                    .installed_at = line.installed_at,
                    .first_known = calendar->first_known(),
                    .last_known = calendar->last_known(),
                    .current = rows.empty()});
  }
  return rows;
}

std::vector<std::string> CalendarStore::every_id() {
  return pool_.read([](pqxx::transaction_base& tx) {
    std::vector<std::string> ids;
    for (const auto& row : pg::exec(tx, "SELECT id FROM calendar ORDER BY line DESC"))
      ids.push_back(pg::text(row[0]));
    return ids;
  });
}

}  // namespace gavel::db
