#include <map>

#include "archive/digest.hpp"
#include "db/accounts.hpp"
#include "db/comment_rows.hpp"
#include "db/documents.hpp"
#include "db/package_parts.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/statements.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

std::vector<archive::PackageDocument> documents_of(Pool& pool,
                                                   const procedure::Procedure& procedure,
                                                   const Order& order) {
  std::vector<archive::PackageDocument> documents;
  for (const DocumentRow& row : Documents(pool).of_matter(order.matter)) {
    if (row.seq > order.seq) continue;
    const auto& document = row.document;
    const auto type = procedure.documents.find(document.code);
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
         .read = [&pool, id = document.id] {
           auto bytes = Documents(pool).bytes(id);
           ensure(bytes.has_value(), "a document's bytes are kept as long as its row");
           return std::move(*bytes);
         }});
  }
  return documents;
}

std::vector<archive::PackageStatement> statements_of(Pool& pool, const Order& order) {
  std::vector<archive::PackageStatement> statements;
  Statements store(pool);
  Accounts accounts(pool);
  for (const Signature& signature : store.signatures_of(order.matter)) {
    if (signature.seq > order.seq) continue;
    const auto statement = store.find(signature.statement_id);
    const auto key = accounts.key(signature.key_id);
    ensure(statement && key, "a signature's statement and key are kept for ever");
    const auto account = accounts.find(key->account);
    statements.push_back({.id = statement->id,
                          .bytes = statement->bytes,
                          .signature = signature.bytes,
                          .public_key_pem = key->pem,
                          .signer = account ? account->name : key->account,
                          .event = statement->event,
                          .signed_at = signature.at});
  }
  return statements;
}

/// The events with their leaves; their proofs come when the checkpoint is known.
std::vector<archive::PackageEvent> events_of(const Packager::Ports& ports, const Order& order) {
  std::map<std::string, LedgerLeaf> leaves;
  for (auto& leaf : ports.ledger.leaves_of(order.matter)) {
    if (leaf.kind == "event") leaves.emplace(leaf.subject, std::move(leaf));
  }
  constexpr int page = 500;
  std::vector<archive::PackageEvent> events;
  std::int64_t after = 0;
  while (after < order.seq) {
    const auto found = ports.matters.events(order.matter, after, page);
    ensure(!found.empty(), "a matter's events are numbered without gaps");
    for (const matter::Event& event : found) {
      after = event.seq;
      if (event.seq > order.seq) break;
      const auto leaf = leaves.find(std::to_string(event.seq));
      ensure(leaf != leaves.end(), "every event has its leaf in the ledger");
      events.push_back({.line = event_line(event),
                        .name = event.name,
                        .actor = event.actor.name.empty() ? event.actor.account : event.actor.name,
                        .at = event.at,
                        .leaf = leaf->second.entry,
                        .index = leaf->second.index,
                        .proof = {}});
    }
  }
  return events;
}

void prove(const Packager::Ports& ports, archive::PackageInput& input) {
  input.checkpoint_note = ports.ledger.checkpoint();
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

/// Comments without their senders. The salt lets anyone recompute the commitment in the ledger; it
/// protects nothing here, where the text itself stands.
std::vector<JsonObject> comments_of(Pool& pool, const Order& order) {
  return pool.read([&](pqxx::transaction_base& tx) {
    std::vector<JsonObject> comments;
    for (const auto& row :
         pg::exec(tx,
                  "SELECT r.*, c.salt, c.person_commitment, c.commitment FROM notice n "
                  "JOIN comment c ON c.notice = n.id JOIN comment_row r ON r.receipt = c.receipt "
                  "WHERE n.matter = $1 ORDER BY n.year, n.number, c.seq",
                  order.matter)) {
      comments.push_back(published(row));
    }
    return comments;
  });
}

}  // namespace

archive::PackageInput gather(const Packager::Ports& ports, const Order& order, Instant now) {
  const auto loaded = ports.matters.load(order.matter);
  ensure(loaded.has_value(), "an ordered package's matter exists");
  const auto& procedure = *loaded->procedure;
  archive::PackageInput input;
  input.code = order.code;
  input.matter_id = order.matter;
  input.title = loaded->snapshot.title;
  input.unit = loaded->snapshot.unit;
  input.organ = order.organisation_name.empty() ? input.unit : order.organisation_name;
  input.fonds_name = order.fonds_name.empty() ? input.organ : order.fonds_name;
  input.procedure_name = procedure.name;
  input.procedure_sha256 = procedure.sha256;
  input.opened_at = loaded->snapshot.opened_at;
  input.built_at = now;
  for (const auto& stage : procedure.stages) input.stages.push_back({stage.id, stage.title});
  input.documents = documents_of(ports.pool, procedure, order);
  input.statements = statements_of(ports.pool, order);
  input.events = events_of(ports, order);
  input.closed_at = input.events.back().at;
  input.comments = comments_of(ports.pool, order);
  prove(ports, input);
  return input;
}

}  // namespace gavel::db
