// Where in the ledger a signature stands, and how the key that made it stood in the register: what
// it takes to judge a signed statement without this server (archive/signing_proof.hpp). Asked for
// by the statement's digest, which only who holds the statement knows.
#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "archive/checkpoint.hpp"
#include "archive/signing_proof.hpp"
#include "db/accounts.hpp"
#include "db/key_entries.hpp"
#include "db/ledger_store.hpp"
#include "db/statements.hpp"

namespace gavel::api {
namespace {

/// Nothing as long as one of its leaves has no place yet.
std::optional<archive::SigningProof> proof_of(Context& context, const db::Signature& signature) {
  db::LedgerStore& ledger = context.services.ledger;
  const auto key = context.services.accounts.key(signature.key_id);
  const auto leaf = ledger.find("signature", signature.statement_id);
  const std::string note = ledger.checkpoint();
  const auto head = archive::open_checkpoint(note, ledger.verifier_key());
  auto entry = key ? db::key_entry(ledger, *key, note) : std::nullopt;
  if (!entry || !leaf || !head || leaf->index >= head->size) return std::nullopt;
  return archive::SigningProof{
      .log_key = ledger.verifier_key(),
      .key = *std::move(entry),
      .leaf = leaf->entry,
      .proof =
          archive::tlog_proof(leaf->index, ledger.inclusion_proof(leaf->index, head->size), note)};
}

/// A statement is signed once, if at all; that it is not known here is no fault of who asks.
http::Response over_statement(Context& context, Call& call) {
  Query query = call.query();
  const std::string digest = query.required("statement", 64);
  query.done();
  JsonArray proofs;
  const auto signature = context.services.statements.signature_over(digest);
  const auto proof = signature ? proof_of(context, *signature) : std::nullopt;
  if (proof) proofs.push_back(archive::encode(*proof));
  return json_response(200, JsonObject{{"signatures", std::move(proofs)},
                                       {"waiting", signature.has_value() && !proof}});
}

}  // namespace

void add_signatures(Router& router) {
  router.add({"GET", "/v1/signatures", for_public, over_statement});
}

}  // namespace gavel::api
