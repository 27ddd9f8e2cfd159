// What a person did in a matter, or what was entered of them there, to take along: for whoever
// dissented, gave an opinion or signed. It proves itself without this server (archive/excerpt.hpp).
#include <algorithm>
#include <map>
#include <set>

#include "api/routes/context.hpp"
#include "api/routes/history.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "archive/digest.hpp"
#include "archive/excerpt.hpp"
#include "archive/signature.hpp"
#include "db/accounts.hpp"
#include "db/key_entries.hpp"
#include "db/ledger_store.hpp"
#include "db/matter_store.hpp"
#include "db/statements.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::api {
namespace {

/// What the account signed there, by the events it made count.
std::map<std::int64_t, archive::SignedStatement> signed_by_seq(Context& context,
                                                               const std::string& matter,
                                                               const std::string& account) {
  std::map<std::int64_t, archive::SignedStatement> out;
  for (const db::Signature& each : context.services.statements.signatures_of(matter)) {
    const auto statement = context.services.statements.find(each.statement_id);
    const auto key = context.services.accounts.key(each.key_id);
    if (statement && key && statement->account == account)
      out[each.seq] = {statement->bytes, each.bytes, key->pem};
  }
  return out;
}

Text title_of(const procedure::Procedure& procedure, const matter::Event& event) {
  const auto type = procedure.events.find(event.name);
  if (type != procedure.events.end()) return type->second.title;
  const auto document = procedure.documents.find(event.name);
  if (document != procedure.documents.end()) return document->second.title;
  return {event.name, event.name};
}

/// The entries of the keys that signed, each once.
std::vector<archive::KeyEntry> entries_of(Context& context,
                                          const std::vector<archive::ExcerptRecord>& records) {
  db::LedgerStore& ledger = context.services.ledger;
  const std::string note = ledger.checkpoint();
  std::vector<archive::KeyEntry> out;
  std::set<std::string> seen;
  for (const archive::ExcerptRecord& each : records) {
    if (!each.statement || !seen.insert(each.statement->key_pem).second) continue;
    const auto id = archive::PublicKey::from_pem(each.statement->key_pem)->id();
    auto entry = db::key_entry(ledger, context.services.accounts.key(id).value(), note);
    ensure(entry.has_value(), "a key stands in the ledger before what it signed: " + id);
    out.push_back(*std::move(entry));
  }
  return out;
}

/// Whoever has a part in a matter has a right to their own record of it, also when they see the
/// matter no more.
http::Response own_record(Context& context, Call& call) {
  call.query().done();
  const auto loaded = context.services.matters.load(call.parameter());
  if (!loaded) throw Problem{.type = "no-such-matter"};
  const matter::Snapshot& snapshot = loaded->snapshot;
  db::LedgerStore& ledger = context.services.ledger;
  archive::Excerpt excerpt{.matter = snapshot.id,
                           .title = snapshot.title,
                           .account = call.account->account,
                           .name = call.account->name,
                           .log_key = ledger.verifier_key(),
                           .made_at = context.services.clock.now(),
                           .records = {}};
  std::map<std::string, db::LedgerLeaf> leaves;
  for (auto& leaf : ledger.leaves_of(snapshot.id)) {
    if (leaf.kind == "event") leaves.emplace(leaf.subject, std::move(leaf));
  }
  auto signatures = signed_by_seq(context, snapshot.id, excerpt.account);
  for (const matter::Event& event : events_of(context, snapshot)) {
    if (!archive::concerns(matter::encode(event), excerpt.account)) continue;
    const auto leaf = leaves.find(std::to_string(event.seq));
    const auto proof = leaf == leaves.end() ? std::nullopt : ledger.proof_file(leaf->second.index);
    if (!proof) throw Problem{.type = "not-yet-in-ledger", .values = {{"seq", event.seq}}};
    excerpt.records.push_back({.title = title_of(*loaded->procedure, event),
                               .event = db::event_line(event),
                               .leaf = leaf->second.entry,
                               .proof = *proof,
                               .statement = {}});
    const auto signature = signatures.find(event.seq);
    if (signature != signatures.end())
      excerpt.records.back().statement = std::move(signature->second);
  }
  if (excerpt.records.empty()) throw Problem{.type = "no-own-record"};
  excerpt.keys = entries_of(context, excerpt.records);
  const std::string bytes = json_text(archive::encode(excerpt)) + "\n";
  return file_response(bytes, "application/json",
                       snapshot.id + "." + excerpt.account + ".excerpt.json",
                       archive::sha256_hex(bytes));
}

}  // namespace

void add_own_record(Router& router) {
  router.add({"GET", "/v1/matters/{id}/own-record", for_accounts, own_record});
}

}  // namespace gavel::api
