#include "db/projections.hpp"

#include <set>

#include "archive/digest.hpp"
#include "archive/package_names.hpp"
#include "db/comment_intake.hpp"
#include "db/follow_ups.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/sent_effects.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

void open_notice(pqxx::transaction_base& tx, const desk::Append& append, const chart::Sent& sent) {
  const auto& event = append.accepted.event;
  const JsonObject params = params_of(sent);
  const std::string title = string_or(params, "title", append.accepted.next.title);
  const std::string closes_on = string_or(params, "closes_on");
  const std::string year = to_string(day_of(event.at)).substr(0, 4);
  const auto numbered =
      pg::exec(tx,
               "INSERT INTO notice_number AS n (year, last) VALUES ($1::integer, 1) "
               "ON CONFLICT (year) DO UPDATE SET last = n.last + 1 RETURNING last",
               year);
  const auto number = numbered[0][0].as<std::string>();
  const std::string id = year + "-" + number;
  pg::exec(
      tx,
      "INSERT INTO notice (id, year, number, matter, seq, title, params, opened_at, closes_on) "
      "VALUES ($1, $2::integer, $3::integer, $4, $5::bigint, $6, $7::json, $8::timestamptz, "
      "nullif($9, '')::date)",
      id, year, number, append.accepted.next.id, event.seq, title, params, event.at,
      parse_day(closes_on) ? closes_on : "");
  pg::exec(tx, "INSERT INTO notice_count (notice) VALUES ($1)", id);
}

void close_notices(pqxx::transaction_base& tx, const desk::Append& append) {
  const auto& event = append.accepted.event;
  pg::exec(tx,
           "UPDATE notice SET closed_at = $2::timestamptz, closed_seq = $3::bigint "
           "WHERE matter = $1 AND closed_at IS NULL",
           append.accepted.next.id, event.at, event.seq);
}

/// The newest notice of the matter is where the public looks for its hearing, open or closed.
void publish_hearing(pqxx::transaction_base& tx, const desk::Append& append,
                     const chart::Sent& sent) {
  const auto& event = append.accepted.event;
  pg::exec(tx,
           "INSERT INTO notice_hearing (notice, seq, body, at) SELECT id, $2::bigint, $3::json, "
           "$4::timestamptz FROM notice WHERE matter = $1 ORDER BY year DESC, number DESC LIMIT 1",
           append.accepted.next.id, event.seq, params_of(sent), event.at);
}

/// The matter's newest notice is given more days, ends later by another table of holidays, or was
/// recalled.
void change_notice(pqxx::transaction_base& tx, const desk::Append& append, const chart::Sent& sent,
                   const char* kind) {
  const auto& event = append.accepted.event;
  const JsonObject params = params_of(sent);
  pg::exec(tx,
           "INSERT INTO notice_change (notice, seq, kind, closes_on, reason, at) SELECT id, "
           "$2::bigint, $3, nullif($4, '')::date, $5, $6::timestamptz FROM notice WHERE matter = "
           "$1 ORDER BY year DESC, number DESC LIMIT 1",
           append.accepted.next.id, event.seq, kind, string_or(params, "closes_on"),
           string_or(params, "reason"), event.at);
}

/// The answers of the matter's newest notice, by what each came to.
void publish_feedback(pqxx::transaction_base& tx, const desk::Append& append) {
  const auto& event = append.accepted.event;
  pg::exec(tx,
           "INSERT INTO notice_feedback (notice, seq, adopted, partly, not_adopted, explained, "
           "out_of_scope, at) SELECT n.id, $2::bigint, "
           "count(*) FILTER (WHERE c.adoption = 'adopted'), "
           "count(*) FILTER (WHERE c.adoption = 'partly'), "
           "count(*) FILTER (WHERE c.adoption = 'not_adopted'), "
           "count(*) FILTER (WHERE c.adoption = 'explained'), "
           "count(*) FILTER (WHERE c.adoption = 'out_of_scope'), $3::timestamptz "
           "FROM (SELECT id FROM notice WHERE matter = $1 ORDER BY year DESC, number DESC LIMIT 1) "
           "n LEFT JOIN comment_row c ON c.notice = n.id GROUP BY n.id",
           append.accepted.next.id, event.seq, event.at);
}

/// It came otherwise than over the site: by letter, by telephone, in person.
void take_comment(pqxx::transaction_base& tx, const desk::Append& append, const chart::Sent& sent) {
  const auto& event = append.accepted.event;
  const JsonObject params = params_of(sent);
  const Json* consent = params.if_contains("consent_publish");
  NewComment comment;
  comment.text = string_or(params, "text");
  comment.channel = string_or(params, "channel");
  comment.consent_publish = consent != nullptr && consent->is_bool() && consent->get_bool();
  if (std::string clause = string_or(params, "clause"); !clause.empty())
    comment.clause = std::move(clause);
  enter_comment(tx, {.matter = append.accepted.next.id,
                     .event_seq = event.seq,
                     .comment = std::move(comment),
                     .received_on = string_or(params, "received_on"),
                     .organisation = string_or(params, "organisation"),
                     .at = event.at});
}

/// What the order leaves open of whose archive it is, the policy pack the matter was opened with
/// says. Nobody's silence is filled with a guess.
JsonObject with_the_organ(JsonObject params, const matter::Snapshot& matter) {
  for (const char* name : {"organ", "fonds_name", "archives_name"}) {
    if (!string_or(params, name).empty()) continue;
    const std::string set = string_or(matter.policy->as_object(), name);
    if (set.empty() || set == "none") continue;  // the standard, where no pack sets it
    params[name] = set;
  }
  // 密级 likewise, with who said it: what nobody sets is archive::default_security.
  const std::string set = string_or(matter.policy->as_object(), "security_class");
  if (!string_or(params, "security").empty()) {
    params["security_source"] = "procedure";
  } else if (!set.empty() && set != "none") {
    params["security"] = set;
    params["security_source"] = "policy";
  }
  return params;
}

/// What the units that had part are called today: an event names its unit by id alone, and a unit
/// may have another name when a package is built again.
JsonObject unit_names(pqxx::transaction_base& tx, const matter::Snapshot& matter) {
  JsonObject names;
  for (const auto& row :
       pg::exec(tx,
                "SELECT id, name FROM unit WHERE id = $2 OR id IN (SELECT actor ->> 'unit' FROM "
                "event WHERE matter = $1) ORDER BY id",
                matter.id, matter.unit))
    names[pg::text(row[0])] = pg::text(row[1]);
  return names;
}

void order_package(pqxx::transaction_base& tx, const desk::Append& append,
                   const chart::Sent& sent) {
  const auto& event = append.accepted.event;
  const auto& matter = append.accepted.next;
  JsonObject params = with_the_organ(params_of(sent), matter);
  params["unit_names"] = unit_names(tx, matter);
  const Json* given = params.if_contains("year");
  std::optional<std::string> year, closed_on;
  if (given != nullptr && given->is_number())
    year = std::to_string(given->to_number<int>());
  else if (const std::string said = string_or(params, "year"); !said.empty())
    year = said;
  if (const std::string said = string_or(params, "closed_on"); !said.empty()) closed_on = said;
  // A package's folder is named by them. Procedures of before their forms held them to that could
  // give any text.
  const auto part_of_name = [&](std::string_view name, const char* standard) {
    return archive::file_name(string_or(params, name, standard));
  };
  // A matter has one package and one archival code: a second order starts over only what failed.
  pg::exec(tx,
           "INSERT INTO package (matter, seq, ordered_at, fonds, year, retention, organisation, "
           "title, procedure, params, closed_on) "
           "SELECT $1, $2::bigint, $3::timestamptz, $4, coalesce($5::integer, extract(year FROM "
           "file.closed_on)::integer), $6, $7, $8, $9, $10::json, file.closed_on FROM (SELECT "
           "coalesce($11::date, file_closed_on($1, $2::bigint, $3::timestamptz)) AS closed_on) "
           "file ON CONFLICT (matter) DO UPDATE SET status = 'pending', seq = excluded.seq, "
           "attempts = 0, failure = NULL, "
           "claimed_until = NULL, reported = false, params = excluded.params WHERE package.status "
           "= 'failed'",
           matter.id, event.seq, event.at, part_of_name("fonds", "X000"), year,
           string_or(params, "retention", "Y"), part_of_name("organisation", "BGS"), matter.title,
           append.procedure->name, params, closed_on);
}

void publish_catalogue(pqxx::transaction_base& tx, const desk::Append& append,
                       const JsonObject& params) {
  const auto& event = append.accepted.event;
  const std::string& id = append.accepted.next.id;
  const int version = whole_number(params, "version");
  pg::exec(tx,
           "INSERT INTO catalogue_version (catalogue, version, seq, organ, unit, year, "
           "published_at, consent, reason) VALUES ($1, $2::integer, $3::bigint, $4, $5, "
           "$6::integer, $7::timestamptz, $8, $9)",
           id, version, event.seq, string_or(params, "organ"), append.accepted.next.unit,
           whole_number(params, "year"), event.at, string_or(params, "consent"),
           string_or(params, "reason"));
  pg::Array position, number, removed, body;
  const Json* items = params.if_contains("items");
  ensure(items != nullptr && items->is_array(), "a catalogue is published with its items");
  for (const Json& item : items->get_array()) {
    const JsonObject& entry = item.as_object();
    const Json* gone = entry.if_contains("removed");
    position.add(position.size() + 1), number.add(string_or(entry, "number"));
    removed.add(gone != nullptr && *gone == Json(true)), body.add(entry);
  }
  pg::exec(tx,
           "INSERT INTO catalogue_item (catalogue, version, position, number, removed, body) "
           "SELECT $1, $2::integer, * FROM unnest($3::integer[], $4::text[], $5::boolean[], "
           "$6::json[])",
           id, version, position, number, removed, body);
}

void use_catalogue(pqxx::transaction_base& tx, const desk::Append& append,
                   const JsonObject& params) {
  const auto& event = append.accepted.event;
  pg::exec(tx,
           "INSERT INTO catalogue_use (matter, seq, catalogue, version, number, at) "
           "VALUES ($1, $2::bigint, $3, $4::integer, $5, $6::timestamptz)",
           append.accepted.next.id, event.seq, string_or(params, "catalogue"),
           whole_number(params, "version"), string_or(params, "number"), event.at);
}

void close_catalogue(pqxx::transaction_base& tx, const desk::Append& append) {
  pg::exec(tx, "INSERT INTO catalogue_closed (catalogue, closed_at) VALUES ($1, $2::timestamptz)",
           append.accepted.next.id, append.accepted.event.at);
}

using Found = std::set<std::pair<std::string, std::string>>;  ///< Register, id.

/// The people whom a register found for one field, or for the sender.
void each_person(const Json& said, Found& people) {
  const Json* found = said.is_object() ? said.get_object().if_contains("found") : nullptr;
  if (found == nullptr) return;
  const auto add = [&](const Json& entry) {
    if (!entry.is_object() || !entry.get_object().contains("register")) return;
    people.emplace(string_or(entry.get_object(), "register"), string_or(entry.get_object(), "id"));
  };
  if (found->is_array()) {
    for (const Json& entry : found->get_array()) add(entry);
  } else {
    add(*found);
  }
}

}  // namespace

void project_documents(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  for (const desk::Append* append : appends) {
    const auto& accepted = append->accepted;
    if (accepted.event.kind != "document") continue;
    ensure(append->blob.has_value() && !accepted.next.documents->empty(),
           "a document event comes with its bytes");
    const matter::Document& document = accepted.next.documents->back();
    ensure(archive::sha256_hex(*append->blob) == document.sha256,
           "a document's digest is that of its bytes");
    pg::exec(tx,
             "INSERT INTO blob (sha256, size, bytes) SELECT decode($1, 'hex'), octet_length(b), b "
             "FROM (SELECT $2::bytea AS b) given ON CONFLICT (sha256) DO NOTHING",
             document.sha256, pg::Bytes{*append->blob});
    pg::exec(tx,
             "INSERT INTO document (id, matter, seq, code, version, title, filename, media_type, "
             "sha256, size, "
             "added_by, added_at) VALUES ($1, $2, $3::bigint, $4, $5::integer, $6, $7, $8, "
             "decode($9, 'hex'), "
             "$10::bigint, $11, $12::timestamptz)",
             document.id, accepted.next.id, accepted.event.seq, document.code, document.version,
             document.title, document.filename, document.media_type, document.sha256, document.size,
             document.by, document.at);
    add_leaf(tx, {.type = "document",
                  .matter = accepted.next.id,
                  .subject = document.id,
                  .sha256 = document.sha256,
                  .at = document.at});
  }
}

void project_signatures(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  for (const desk::Append* append : appends) {
    if (!append->signature) continue;
    const auto& signature = *append->signature;
    const auto& event = append->accepted.event;
    const std::string& matter = append->accepted.next.id;
    pg::exec(tx,
             "INSERT INTO signature (statement_id, key_id, algorithm, bytes, matter, seq, at) "
             "VALUES ($1, $2, $3, $4::bytea, $5, $6::bigint, $7::timestamptz)",
             signature.statement_id, signature.key_id, signature.algorithm,
             pg::Bytes{signature.signature}, matter, event.seq, event.at);
    add_leaf(tx, {.type = "signature",
                  .matter = matter,
                  .subject = signature.statement_id,
                  .sha256 = archive::sha256_hex(signature.signature),
                  .at = event.at});
  }
}

void project_notices(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  each_sent(appends, "urn:gavel:notice", [&](const desk::Append& append, const chart::Sent& sent) {
    if (sent.event == "open") open_notice(tx, append, sent);
    if (sent.event == "close") close_notices(tx, append);
    if (sent.event == "extend") change_notice(tx, append, sent, "extended");
    if (sent.event == "move") change_notice(tx, append, sent, "moved");
    if (sent.event == "recall") change_notice(tx, append, sent, "recalled");
    if (sent.event == "hearing") publish_hearing(tx, append, sent);
    if (sent.event == "feedback") publish_feedback(tx, append);
    if (sent.event == "comment") take_comment(tx, append, sent);
  });
}

void project_packages(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  each_sent(appends, "urn:gavel:archive", [&](const desk::Append& append, const chart::Sent& sent) {
    if (sent.event == "build") order_package(tx, append, sent);
  });
}

void project_catalogues(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  each_sent(appends, "urn:gavel:catalogue",
            [&](const desk::Append& append, const chart::Sent& sent) {
              if (sent.event == "publish") publish_catalogue(tx, append, params_of(sent));
              if (sent.event == "use") use_catalogue(tx, append, params_of(sent));
              if (sent.event == "close") close_catalogue(tx, append);
            });
}

void project_minutes(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  each_sent(appends, "urn:gavel:minutes", [&](const desk::Append& append, const chart::Sent& sent) {
    const JsonObject params = params_of(sent);
    const auto& event = append.accepted.event;
    pg::exec(tx,
             "INSERT INTO minutes_matter (matter, seq, organ, body, held_on, at) VALUES ($1, "
             "$2::bigint, $3, $4, $5::date, $6::timestamptz)",
             append.accepted.next.id, event.seq, string_or(params, "organ"),
             string_or(params, "body"), string_or(params, "on"), event.at);
  });
}

void project_exceptions(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  pg::Array matter, position, seq, at, kind, reason, by;
  for (const desk::Append* append : appends) {
    const auto& accepted = append->accepted;
    const Json* used = accepted.next.session.data.if_contains("exceptions");
    if (used == nullptr || !used->is_array()) continue;
    int n = 0;
    for (const Json& each : used->get_array()) {
      const JsonObject exception = each.is_object() ? each.get_object() : JsonObject{};
      matter.add(accepted.next.id), position.add(++n), seq.add(accepted.event.seq);
      at.add(accepted.event.at), kind.add(string_or(exception, "kind"));
      reason.add(string_or(exception, "reason")), by.add(string_or(exception, "by"));
    }
  }
  if (matter.empty()) return;
  // The list only grows: what stands there already was written with its own event.
  pg::exec(tx,
           "INSERT INTO matter_exception (matter, position, seq, at, kind, reason, by) "
           "SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[], $4::timestamptz[], "
           "$5::text[], $6::text[], $7::text[]) ON CONFLICT (matter, position) DO NOTHING",
           matter, position, seq, at, kind, reason, by);
}

void project_people(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  pg::Array which, person, matter, seq, event, at;
  for (const desk::Append* append : appends) {
    const auto& happened = append->accepted.event;
    const Json* registers = happened.facts.if_contains("registers");
    if (registers == nullptr || !registers->is_object()) continue;
    Found found;
    for (const auto& [field, said] : registers->get_object()) each_person(said, found);
    for (const auto& [in_register, id] : found) {
      which.add(in_register), person.add(id), matter.add(append->accepted.next.id);
      seq.add(happened.seq), event.add(happened.name), at.add(happened.at);
    }
  }
  if (matter.empty()) return;
  pg::exec(tx,
           "INSERT INTO person_use (register, person, matter, seq, event, at) SELECT * FROM "
           "unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], "
           "$6::timestamptz[])",
           which, person, matter, seq, event, at);
}

void project(pqxx::transaction_base& tx, std::span<const desk::Append* const> appends) {
  project_documents(tx, appends);
  project_signatures(tx, appends);
  project_notices(tx, appends);
  project_packages(tx, appends);
  project_catalogues(tx, appends);
  project_minutes(tx, appends);
  project_follow_ups(tx, appends);
  project_merges(tx, appends);
  project_predecessors(tx, appends);
  project_successions(tx, appends);
  project_exceptions(tx, appends);
  project_people(tx, appends);
}

}  // namespace gavel::db
