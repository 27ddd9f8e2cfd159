#include <algorithm>
#include <map>
#include <set>

#include "archive/digest.hpp"
#include "db/accounts.hpp"
#include "db/blob.hpp"
#include "db/comment_rows.hpp"
#include "db/document_security.hpp"
#include "db/documents.hpp"
#include "db/follow_ups.hpp"
#include "db/key_entries.hpp"
#include "db/package_parts.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/statements.hpp"
#include "engine/base/ensure.hpp"
#include "engine/matter/migrate.hpp"

namespace gavel::db {
namespace {

std::vector<archive::PackageDocument> documents_of(Pool& pool,
                                                   const procedure::Procedure& procedure,
                                                   const Order& order) {
  std::vector<archive::PackageDocument> documents;
  const auto security = DocumentSecurity(pool).before(order.matter, order.seq);
  for (const DocumentRow& row : Documents(pool).of_matter(order.matter)) {
    if (row.seq > order.seq) continue;
    const auto& document = row.document;
    const auto type = procedure.documents.find(document.code);
    const auto own = security.find(document.id);
    documents.push_back(
        {.code = document.code,
         .title = document.title,
         .filename = document.filename,
         .media_type = document.media_type,
         .sha256 = document.sha256,
         .by = document.by,
         .version = document.version,
         .size = document.size,
         .at = document.at,
         .stage = type == procedure.documents.end() ? std::string() : type->second.stage,
         .security = own == security.end() ? std::string() : own->second,
         .read = [&pool, sha256 = document.sha256](const auto& put) {
           const bool is_there = read_blob(pool, sha256, [&](std::string_view piece) {
             put(piece);
             return true;
           });
           ensure(is_there, "a document's bytes are kept as long as its row");
         }});
  }
  return documents;
}

/// By statement. Only those that were there when the package was ordered: a package built again is
/// the same bytes.
std::map<std::string, std::vector<archive::PackageTimeStamp>> time_stamps_of(Statements& store,
                                                                             const Order& order) {
  std::map<std::string, std::vector<archive::PackageTimeStamp>> stamps;
  for (const TimeStamp& stamp : store.time_stamps_of(order.matter)) {
    if (stamp.seq < order.seq) stamps[stamp.statement_id].push_back({stamp.bytes, stamp.chain});
  }
  return stamps;
}

std::vector<archive::PackageStatement> statements_of(Pool& pool, const Order& order) {
  std::vector<archive::PackageStatement> statements;
  Statements store(pool);
  Accounts accounts(pool);
  auto time_stamps = time_stamps_of(store, order);
  for (const Signature& signature : store.signatures_of(order.matter)) {
    if (signature.seq > order.seq) continue;
    const auto statement = store.find(signature.statement_id);
    const auto key = accounts.key(signature.key_id);
    ensure(statement && key, "a signature's statement and key are kept for ever");
    const auto said = parse_json(statement->bytes);
    const Json* const by =
        said && said->is_object() ? said->get_object().if_contains("signer") : nullptr;
    // As the signed bytes have it: an account's name may have changed since.
    const std::string signer =
        by != nullptr && by->is_object() ? string_or(by->get_object(), "name") : "";
    statements.push_back({.id = statement->id,
                          .bytes = statement->bytes,
                          .signature = signature.bytes,
                          .public_key_pem = key->pem,
                          .signer = signer.empty() ? key->account : signer,
                          .event = statement->event,
                          .account = key->account,
                          .signed_at = signature.at,
                          .time_stamps = std::move(time_stamps[statement->id])});
  }
  return statements;
}

/// The events with their leaves, and by SHA-256 what they were judged by.
struct Course {
  std::vector<archive::PackageEvent> events;  ///< Proofs come when the checkpoint is known.
  std::set<std::string> procedures, calendars;
};

void note_sources(Course& course, const matter::Event& event) {
  course.calendars.insert(event.calendar_id);
  if (const auto from = matter::moved_from(event)) course.procedures.insert(from->sha256);
  if (const auto to = matter::moved_to(event)) course.procedures.insert(to->sha256);
}

Course course_of(const Packager::Ports& ports, const Order& order) {
  std::map<std::string, LedgerLeaf> leaves;
  for (auto& leaf : ports.ledger.leaves_of(order.matter)) {
    if (leaf.kind == "event") leaves.emplace(leaf.subject, std::move(leaf));
  }
  constexpr int page = 500;
  Course course;
  std::int64_t after = 0;
  while (after < order.seq) {
    const auto found = ports.matters.events(order.matter, after, page);
    ensure(!found.empty(), "a matter's events are numbered without gaps");
    for (const matter::Event& event : found) {
      after = event.seq;
      if (event.seq > order.seq) break;
      const auto leaf = leaves.find(std::to_string(event.seq));
      ensure(leaf != leaves.end(), "every event has its leaf in the ledger");
      note_sources(course, event);
      course.events.push_back(
          {.line = event_line(event),
           .name = event.name,
           .actor = event.actor.name.empty() ? event.actor.account : event.actor.name,
           .account = event.actor.account,
           .unit = event.actor.unit,
           .offices = event.actor.roles,
           .at = event.at,
           .leaf = leaf->second.entry,
           .index = leaf->second.index,
           .proof = {}});
    }
  }
  return course;
}

/// The files themselves, so that the course can be replayed from the package alone.
std::vector<archive::PackageSource> sources_of(Pool& pool, const Course& course) {
  std::vector<archive::PackageSource> sources;
  pool.read([&](pqxx::transaction_base& tx) {
    const auto add = [&](const char* extension, const char* sql,
                         const std::set<std::string>& wanted) {
      for (const std::string& sha256 : wanted) {
        const auto found = pg::exec(tx, sql, sha256);
        ensure(!found.empty(), "what an event was judged by is kept for ever: " + sha256);
        sources.push_back({extension, sha256, pg::bytes(found[0][0])});
      }
    };
    add("scxml", "SELECT source FROM procedure WHERE sha256 = $1", course.procedures);
    add("csv", "SELECT csv FROM calendar WHERE id = $1", course.calendars);
  });
  return sources;
}

/// The oldest checkpoint that covers all the events: it stays that however the ledger grows, so
/// that a package built again is the same bytes.
std::string checkpoint_over(Pool& pool, const std::vector<archive::PackageEvent>& events) {
  std::uint64_t last = 0;
  for (const auto& event : events) last = std::max(last, event.index);
  return pool.read([&](pqxx::transaction_base& tx) {
    const auto found = pg::exec(
        tx, "SELECT note FROM ledger_checkpoint WHERE size > $1::bigint ORDER BY size LIMIT 1",
        last);
    ensure(!found.empty(), "a placed leaf lies under a checkpoint");
    return pg::text(found[0]["note"]);
  });
}

void prove(const Packager::Ports& ports, archive::PackageInput& input) {
  input.checkpoint_note = checkpoint_over(ports.pool, input.events);
  input.log_verifier_key = ports.ledger.verifier_key();
  input.log_public_pem = ports.ledger.public_pem();
  const auto head = archive::open_checkpoint(input.checkpoint_note, input.log_verifier_key);
  ensure(head.has_value(), "the ledger's checkpoint bears its own signature");
  std::vector<std::uint64_t> indexes;
  for (const auto& event : input.events) indexes.push_back(event.index);
  auto proofs = ports.ledger.inclusion_proofs(indexes, head->size);
  for (std::size_t i = 0; i < input.events.size(); ++i)
    input.events[i].proof = std::move(proofs[i]);
}

/// Of every key that signed here, by id, under the package's checkpoint.
std::vector<archive::KeyEntry> keys_of(const Packager::Ports& ports,
                                       const archive::PackageInput& input) {
  std::set<std::string> ids;
  for (const auto& statement : input.statements)
    ids.insert(archive::PublicKey::from_pem(statement.public_key_pem).value().id());
  std::vector<archive::KeyEntry> entries;
  for (const std::string& id : ids) {
    const auto key = Accounts(ports.pool).key(id);
    ensure(key.has_value(), "a signature's key is kept for ever");
    auto entry = key_entry(ports.ledger, *key, input.checkpoint_note);
    ensure(entry.has_value(), "a key is in the ledger before what it signed");
    entries.push_back(*std::move(entry));
  }
  return entries;
}

JsonObject published(const pqxx::row& row) {
  const Comment comment = comment_of_row(row);
  JsonObject record{{"receipt", comment.receipt},
                    {"received_at", to_string(comment.received_at)},
                    {"text", comment.text},
                    {"channel", comment.channel},
                    {"consent_publish", comment.consent_publish},
                    {"status", name(comment.status)},
                    {"salt", archive::to_hex(pg::bytes(row["salt"]))},
                    {"commitment", archive::to_hex(pg::bytes(row["commitment"]))}};
  if (!row["clause"].is_null()) record["clause"] = comment.clause;
  if (!comment.received_on.empty()) record["received_on"] = comment.received_on;
  if (!comment.organisation.empty()) record["organisation"] = comment.organisation;
  if (!row["person_commitment"].is_null())
    record["person_sha256"] = archive::to_hex(pg::bytes(row["person_commitment"]));
  if (!comment.set_aside_reason.empty()) record["set_aside_reason"] = comment.set_aside_reason;
  if (comment.reply) {
    record["reply"] = JsonObject{{"adoption", name(comment.reply->adoption)},
                                 {"reason", comment.reply->reason},
                                 {"unit", comment.reply->unit},
                                 {"at", to_string(comment.reply->at)},
                                 {"version", comment.reply->version}};
  }
  return record;
}

/// Comments without their senders, a page at a time: there may be a million. The salt lets anyone
/// recompute the commitment in the ledger; it protects nothing here, where the text itself stands.
void each_comment(Pool& pool, const std::string& matter,
                  const std::function<void(const JsonObject&)>& each) {
  constexpr int page = 500;
  std::int64_t year = 0, number = 0, seq = 0;
  for (int got = page; got == page;) {
    std::vector<JsonObject> comments;
    pool.read([&](pqxx::transaction_base& tx) {
      for (const auto& row :
           pg::exec(tx,
                    "SELECT r.*, c.salt, c.person_commitment, c.commitment, n.year, n.number, "
                    "c.seq AS place FROM notice n JOIN comment c ON c.notice = n.id "
                    "JOIN comment_row r ON r.receipt = c.receipt WHERE n.matter = $1 "
                    "AND (n.year, n.number, c.seq) > ($2::integer, $3::integer, $4::bigint) "
                    "ORDER BY n.year, n.number, c.seq LIMIT $5::integer",
                    matter, year, number, seq, page)) {
        comments.push_back(published(row));
        year = pg::integer(row["year"]);
        number = pg::integer(row["number"]);
        seq = pg::integer(row["place"]);
      }
    });
    for (const JsonObject& comment : comments) each(comment);
    got = static_cast<int>(comments.size());
  }
}

}  // namespace

archive::PackageInput gather(const Packager::Ports& ports, const Order& order) {
  const auto loaded = ports.matters.load(order.matter);
  ensure(loaded.has_value(), "an ordered package's matter exists");
  const auto& procedure = *loaded->procedure;
  archive::PackageInput input;
  input.code = order.code;
  input.matter_id = order.matter;
  input.title = loaded->snapshot.title;
  input.unit = loaded->snapshot.unit;
  input.unit_names = order.unit_names;
  const auto unit_name = order.unit_names.find(input.unit);
  input.organ = !order.organ.empty()                  ? order.organ
                : unit_name != order.unit_names.end() ? unit_name->second
                                                      : input.unit;
  input.fonds_name = order.fonds_name;
  input.archives_name = order.archives_name;
  input.document_number = order.document_number;
  input.class_code = order.class_code;
  if (!order.security.empty()) {
    input.security = order.security;
    input.security_source = order.security_source.empty() ? "procedure" : order.security_source;
  }
  input.disclosure = order.disclosure;
  input.procedure_name = procedure.name;
  input.procedure_sha256 = procedure.sha256;
  input.opened_at = loaded->snapshot.opened_at;
  for (const auto& stage : procedure.stages) input.stages.push_back({stage.id, stage.title});
  if (const auto followed = FollowUps(ports.pool).followed_by(order.matter))
    input.follows = archive::PackageFollowed{followed->matter, followed->archival_code};
  input.documents = documents_of(ports.pool, procedure, order);
  input.statements = statements_of(ports.pool, order);
  Course course = course_of(ports, order);
  input.events = std::move(course.events);
  input.closed_at = input.events.back().at;
  input.built_at = input.closed_at;  // the order's time; the clock's would make each build differ
  input.comments = [&pool = ports.pool, matter = order.matter](const auto& each) {
    each_comment(pool, matter, each);
  };
  course.procedures.insert(procedure.sha256);
  input.sources = sources_of(ports.pool, course);
  input.seal = [&ledger = ports.ledger](const std::string& body) { return ledger.sign_note(body); };
  prove(ports, input);
  input.keys = keys_of(ports, input);
  return input;
}

}  // namespace gavel::db
