#include "db/append.hpp"

#include <map>
#include <set>

#include "archive/digest.hpp"
#include "archive/leaf.hpp"
#include "db/catalogues.hpp"
#include "db/document_numbers.hpp"
#include "db/event_rows.hpp"
#include "db/minutes.hpp"
#include "db/pg.hpp"
#include "db/signing_keys.hpp"
#include "embedded/queries.hpp"
#include "engine/base/ensure.hpp"
#include "engine/matter/lead.hpp"

namespace gavel::db {
namespace {

using Items = std::vector<AppendItem*>;
using Key = std::pair<std::string, std::string>;  // account, key

Key key_of(const desk::IdempotencyRow& row) { return {row.account, row.key}; }

/// Those whose idempotency key was used before are answered; the rest remain.
Items without_repeated(pqxx::transaction_base& tx, std::span<AppendItem* const> items) {
  pg::Array accounts, keys;
  for (const AppendItem* item : items) {
    if (const auto& row = item->append->idempotency) accounts.add(row->account), keys.add(row->key);
  }
  std::set<Key> used;
  if (!keys.empty()) {
    for (const auto& row : pg::exec(tx, query::find_repeated_sql, accounts, keys)) {
      used.emplace(pg::text(row[0]), pg::text(row[1]));
    }
  }
  Items rest;
  for (AppendItem* item : items) {
    const auto& row = item->append->idempotency;
    if (row && used.contains(key_of(*row))) {
      item->result = desk::AppendResult::repeated;
    } else {
      rest.push_back(item);
    }
  }
  return rest;
}

/// The first item of each matter and of each key; the others lose to it.
Items first_of_each(const Items& items) {
  std::set<std::string> matters;
  std::set<Key> keys;
  Items first;
  for (AppendItem* item : items) {
    const auto& row = item->append->idempotency;
    if (matters.contains(item->next().id) || (row && keys.contains(key_of(*row)))) continue;
    matters.insert(item->next().id);
    if (row) keys.insert(key_of(*row));
    first.push_back(item);
  }
  return first;
}

/// Those that have the numbers they give, of the minutes of a meeting or of a decision, and whose
/// catalogue has the place in its year, now or from now on; the others lose to whoever was first,
/// and are decided again on what the register then says.
Items with_their_numbers(pqxx::transaction_base& tx, Items items) {
  std::vector<const desk::Append*> appends;
  for (const AppendItem* item : items) appends.push_back(item->append);
  std::set<const desk::Append*> late = take_minutes_numbers(tx, appends);
  late.merge(take_catalogue_places(tx, appends));
  late.merge(take_document_numbers(tx, appends));
  if (!late.empty())
    std::erase_if(items, [&](const AppendItem* item) { return late.contains(item->append); });
  return items;
}

/// Those whose signature is with a key in force, which stays so until they are committed; the
/// others came after its revocation.
Items with_keys_in_force(pqxx::transaction_base& tx, Items items) {
  pg::Array ids;
  for (const AppendItem* item : items)
    if (const auto& signature = item->append->signature) ids.add(signature->key_id);
  if (ids.empty()) return items;
  const std::set<std::string> held = keys_held_in_force(tx, ids);
  std::erase_if(items, [&](const AppendItem* item) {
    const auto& signature = item->append->signature;
    return signature && !held.contains(signature->key_id);
  });
  return items;
}

/// Inserts the new matters; those that were there already are conflicts.
Items insert_new(pqxx::transaction_base& tx, const Items& items) {
  pg::Array id, procedure, title, unit, by, at, version, configuration, finished, updated, units,
      lead;
  for (const AppendItem* item : items) {
    const matter::Snapshot& next = item->next();
    id.add(next.id), procedure.add(next.procedure_sha256), title.add(next.title);
    unit.add(next.unit), by.add(next.opened_by), at.add(next.opened_at), version.add(next.version);
    configuration.add(item->configuration), finished.add(item->finished);
    updated.add(item->event().at), units.add(item->units), lead.add(item->lead);
  }
  if (id.empty()) return {};
  std::set<std::string> inserted;
  for (const auto& row : pg::exec(tx, query::insert_matters_sql, id, procedure, title, unit, by, at,
                                  version, configuration, finished, updated, units, lead)) {
    inserted.insert(pg::text(row[0]));
  }
  Items accepted = items;
  std::erase_if(accepted,
                [&](const AppendItem* item) { return !inserted.contains(item->next().id); });
  return accepted;
}

/// Locks the rows of known matters and moves those on that still have the version expected.
Items update_known(pqxx::transaction_base& tx, const Items& items) {
  pg::Array ids;
  for (const AppendItem* item : items) ids.add(item->next().id);
  if (ids.empty()) return {};
  std::map<std::string, std::int64_t> versions;
  for (const auto& row : pg::exec(tx, query::lock_matters_sql, ids)) {
    versions.emplace(pg::text(row[0]), pg::integer(row[1]));
  }
  Items accepted = items;
  std::erase_if(accepted, [&](const AppendItem* item) {
    const auto found = versions.find(item->next().id);
    return found == versions.end() || found->second != item->append->expected_version;
  });
  // While the rows are held and before they move: whoever loses its number has changed nothing.
  accepted = with_their_numbers(tx, std::move(accepted));
  pg::Array id, version, configuration, finished, updated, units, procedure, lead;
  for (const AppendItem* item : accepted) {
    id.add(item->next().id), version.add(item->next().version);
    configuration.add(item->configuration), finished.add(item->finished);
    updated.add(item->event().at), units.add(item->units);
    procedure.add(item->next().procedure_sha256), lead.add(item->lead);
  }
  if (accepted.empty()) return {};
  const auto moved = pg::exec(tx, query::update_matters_sql, id, version, configuration, finished,
                              updated, units, procedure, lead);
  ensure(std::cmp_equal(moved.affected_rows(), accepted.size()),
         "a locked matter keeps its version");
  return accepted;
}

void insert_events(pqxx::transaction_base& tx, const Items& items) {
  pg::Array matter, seq, kind, name, data, actor, at, facts, calendar, entered, exited;
  for (const AppendItem* item : items) {
    const matter::Event& event = item->event();
    matter.add(item->next().id), seq.add(event.seq), kind.add(event.kind), name.add(event.name);
    data.add(item->data), actor.add(item->actor), at.add(event.at), facts.add(item->facts);
    calendar.add(event.calendar_id), entered.add(item->entered), exited.add(item->exited);
  }
  pg::exec(tx, query::insert_events_sql, matter, seq, kind, name, data, actor, at, facts, calendar,
           entered, exited);
}

/// Where each timer of one append stands at its end: armed anew, or gone.
std::map<std::string, const chart::TimerArmed*> timers_of(const AppendItem& item) {
  std::map<std::string, const chart::TimerArmed*> timers;
  if (item.event().kind == "timer") timers[item.event().name] = nullptr;
  for (const chart::Effect& effect : item.append->accepted.effects) {
    if (const auto* armed = std::get_if<chart::TimerArmed>(&effect)) timers[armed->id] = armed;
    if (const auto* gone = std::get_if<chart::TimerCancelled>(&effect)) timers[gone->id] = nullptr;
  }
  return timers;
}

void write_timers(pqxx::transaction_base& tx, const Items& items) {
  pg::Array finished, gone_of, gone, armed_of, armed, event, due;
  for (const AppendItem* item : items) {
    const std::string& matter = item->next().id;
    if (item->finished) {
      finished.add(matter);  // whatever a chart left pending at its end is never delivered
      continue;
    }
    for (const auto& [id, arm] : timers_of(*item)) {
      if (arm == nullptr) {
        gone_of.add(matter), gone.add(id);
      } else {
        armed_of.add(matter), armed.add(id), event.add(arm->event), due.add(arm->due);
      }
    }
  }
  if (!finished.empty()) {
    pg::exec(tx, "DELETE FROM timer WHERE matter = ANY ($1::text[])", finished);
  }
  if (!gone.empty()) pg::exec(tx, query::cancel_timers_sql, gone_of, gone);
  if (!armed.empty()) pg::exec(tx, query::arm_timers_sql, armed_of, armed, event, due);
}

void write_snapshots(pqxx::transaction_base& tx, const Items& items) {
  pg::Array matter, version, body;
  for (const AppendItem* item : items) {
    if (item->snapshot.empty()) continue;
    matter.add(item->next().id), version.add(item->next().version), body.add(item->snapshot);
  }
  if (!matter.empty()) pg::exec(tx, query::insert_snapshots_sql, matter, version, body);
}

void write_idempotency(pqxx::transaction_base& tx, const Items& items) {
  pg::Array account, key, request, status, location, body;
  for (const AppendItem* item : items) {
    const auto& row = item->append->idempotency;
    if (!row) continue;
    account.add(row->account), key.add(row->key), request.add(row->request_sha256);
    status.add(row->status), location.add(row->location), body.add(row->body);
  }
  if (key.empty()) return;
  pg::exec(tx, query::insert_idempotency_sql, account, key, request, status, location, body);
}

void write_leaves(pqxx::transaction_base& tx, const Items& items) {
  pg::Array matter, kind, subject, entry;
  for (const AppendItem* item : items) {
    matter.add(item->next().id), kind.add("event"), subject.add(item->event().seq);
    entry.add(pg::Bytes{item->leaf});
  }
  pg::exec(tx, query::insert_leaves_sql, matter, kind, subject, entry);
}

/// Twins of one key in one batch: the second is told what the first has done.
void answer_twins(std::span<AppendItem* const> items) {
  std::set<Key> done;
  for (const AppendItem* item : items) {
    if (item->result == desk::AppendResult::done && item->append->idempotency) {
      done.insert(key_of(*item->append->idempotency));
    }
  }
  for (AppendItem* item : items) {
    const auto& row = item->append->idempotency;
    if (row && item->result == desk::AppendResult::conflict && done.contains(key_of(*row))) {
      item->result = desk::AppendResult::repeated;
    }
  }
}

void check(const desk::Append& append) {
  const matter::Accepted& accepted = append.accepted;
  ensure(append.procedure != nullptr && append.procedure->sha256 == accepted.next.procedure_sha256,
         "an append names the procedure in force after it");
  ensure(accepted.event.seq == append.expected_version + 1,
         "an event follows the version expected");
  ensure(accepted.next.version == accepted.event.seq,
         "a snapshot has the version of its last event");
}

}  // namespace

AppendItem::AppendItem(const desk::Append& from) : append(&from) {
  check(from);
  const matter::Event& done = event();
  data = json_text(done.data);
  actor = json_text(to_json(done.actor));
  facts = json_text(done.facts);
  configuration = pg::Array(matter::configuration(*from.procedure, next())).literal();
  units = pg::Array(matter::units(*from.procedure, next())).literal();
  lead = matter::lead(*from.procedure, next());
  entered = pg::Array(done.entered).literal();
  exited = pg::Array(done.exited).literal();
  finished = matter::finished(next());
  leaf = archive::leaf_bytes({.type = "event",
                              .matter = next().id,
                              .subject = std::to_string(done.seq),
                              .sha256 = archive::sha256_hex(event_line(done)),
                              .at = done.at});
  if (next().version % snapshot_interval == 0) {
    snapshot = json_text(matter::encode(*from.procedure, next()));
  }
}

void AppendWriter::write(pqxx::transaction_base& tx, std::span<AppendItem* const> items) {
  for (AppendItem* item : items) item->result = desk::AppendResult::conflict;
  const Items candidates = with_keys_in_force(tx, first_of_each(without_repeated(tx, items)));
  Items fresh, known;
  for (AppendItem* item : candidates) {
    (item->append->expected_version == 0 ? fresh : known).push_back(item);
  }
  Items accepted = update_known(tx, known);
  for (AppendItem* item : insert_new(tx, with_their_numbers(tx, std::move(fresh))))
    accepted.push_back(item);
  if (accepted.empty()) return;

  insert_events(tx, accepted);
  write_timers(tx, accepted);
  write_snapshots(tx, accepted);
  write_idempotency(tx, accepted);
  write_leaves(tx, accepted);
  std::vector<const desk::Append*> appends;
  for (AppendItem* item : accepted) {
    appends.push_back(item->append);
    item->result = desk::AppendResult::done;
  }
  if (projection_) projection_(tx, appends);
  answer_twins(items);
}

}  // namespace gavel::db
