// Signing: the exact bytes a signer is to sign, and the detached signature that makes the event
// count. The server checks signatures and never makes one.
#include "db/statements.hpp"

#include "api/routes/acting.hpp"
#include "api/routes/context.hpp"
#include "api/routes/failure.hpp"
#include "api/routes/happened.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/kept_parts.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "archive/digest.hpp"
#include "archive/dossier.hpp"
#include "archive/key_register.hpp"
#include "archive/statement.hpp"
#include "db/accounts.hpp"
#include "db/key_entries.hpp"

namespace gavel::api {
namespace {

/// A statement not signed by then names facts too old to sign.
constexpr std::chrono::hours statement_lifetime{7 * 24};
/// Far above every signature format taken (DER of SM2 and P-256 is some 72 bytes).
constexpr std::size_t signature_bytes_max = 4096;
/// Other events may come between looking at the matter and storing the signature; then both are
/// looked at anew.
constexpr int attempts_max = 5;

std::string dossier_of(Context& context, const matter::Snapshot& snapshot) {
  const JsonObject facts = context.services.facts.of(snapshot);
  return string_or(facts.at("dossier").as_object(), "sha256");
}

/// Procedures that sign over one draft keep it in the variable `draft` ({"sha256": …, "code": …}),
/// as it was when it was frozen: what is signed over is the latest text of that document. Versions
/// that note no code filed the draft last of all that has these bytes.
std::string draft_of(const matter::Snapshot& snapshot) {
  const Json* const draft = snapshot.session.data.if_contains("draft");
  if (draft == nullptr || !draft->is_object()) return "";
  const std::vector<matter::Document>& documents = *snapshot.documents;
  std::string sha256 = string_or(draft->get_object(), "sha256");
  std::string code = string_or(draft->get_object(), "code");
  if (code.empty()) {
    const auto frozen =
        std::ranges::find(documents.rbegin(), documents.rend(), sha256, &matter::Document::sha256);
    if (frozen == documents.rend()) return sha256;
    code = frozen->code;
  }
  const auto latest =
      std::ranges::find(documents.rbegin(), documents.rend(), code, &matter::Document::code);
  return latest == documents.rend() ? sha256 : latest->sha256;
}

/// The event must be possible but for its signature.
void check_possible(Context& context, const Call& call, const desk::Loaded& loaded,
                    const matter::Send& ask) {
  const auto would =
      context.services.desk.would(loaded.snapshot.id, ask, actor_in(context, call, loaded));
  if (would) throw Problem{.type = "not-a-signed-event", .values = {{"name", ask.event}}};
  const auto* refusal = std::get_if<matter::Refusal>(&would.error());
  const bool lacks_signature_only =
      refusal != nullptr && refusal->reason == matter::Refusal::Reason::signature_required;
  if (!lacks_signature_only)
    throw problem_of(KeptParts(context, call, loaded).shown(ask, would.error()),
                     loaded.procedure.get());
}

/// The key the signer means to use, if they named one.
std::string named_key(Context& context, const Call& call, const std::optional<std::string>& id) {
  if (!id) return "";
  const auto key = context.services.accounts.key(*id);
  if (!key || key->account != call.account->account) throw Problem{.type = "no-such-key"};
  if (key->revoked_at) throw Problem{.type = "key-already-revoked"};
  return key->id;
}

std::string place_of(const std::string& id) { return "/v1/statements/" + encoded(id); }

http::Response prepare(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  matter::Send ask{.event = fields.text("event", {.min = 1, .max = 200}),
                   .data = fields.object("data"),
                   .signature = {}};
  const auto key_id = fields.maybe_text("key_id", {.min = 64, .max = 64});
  fields.done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  check_possible(context, call, loaded, ask);

  const Instant now = context.services.clock.now();
  db::Statement statement{.id = new_id(),
                          .matter = loaded.snapshot.id,
                          .event = ask.event,
                          .data = ask.data,
                          .account = call.account->account,
                          .key_id = named_key(context, call, key_id),
                          .bytes = "",
                          .sha256 = "",
                          .dossier_sha256 = dossier_of(context, loaded.snapshot),
                          .created_at = now,
                          .expires_at = now + statement_lifetime};
  statement.bytes = archive::statement_bytes({.matter = loaded.snapshot.id,
                                              .title = loaded.snapshot.title,
                                              .procedure_sha256 = loaded.procedure->sha256,
                                              .event = ask.event,
                                              .data = std::move(ask.data),
                                              .dossier_sha256 = statement.dossier_sha256,
                                              .draft_sha256 = draft_of(loaded.snapshot),
                                              .signer = {.account = call.account->account,
                                                         .name = call.account->name,
                                                         .unit = call.account->unit,
                                                         .key = statement.key_id},
                                              .issued_at = now,
                                              .nonce = new_id()});
  statement.sha256 = archive::sha256_hex(statement.bytes);
  context.services.statements.add(statement);
  return created(place_of(statement.id),
                 JsonObject{{"id", statement.id},
                            {"href", place_of(statement.id)},
                            {"sha256", statement.sha256},
                            {"dossier_sha256", statement.dossier_sha256},
                            {"expires_at", to_string(statement.expires_at)}});
}

http::Response bytes(Context& context, Call& call) {
  const db::Statement statement = visible_statement(context, call, call.parameter());
  return file_response(statement.bytes, "application/json", statement.id + ".json",
                       statement.sha256);
}

/// How much of the dossier a statement was given out over: the documents are in the order they
/// came, so it is those of the first so many that make its digest. All of them when none do.
std::size_t covered(const std::vector<matter::Document>& documents, const std::string& sha256) {
  std::vector<archive::DossierEntry> entries;
  for (const auto& document : documents) {
    if (archive::dossier_digest(entries) == sha256) break;
    entries.push_back({document.sha256, document.code, document.version, document.filename});
  }
  return entries.size();
}

/// Codes that the statement covers and that read otherwise now, as the procedure's own rules find
/// them by revised() and standing(): what these call stale is shown as stale.
std::vector<std::string> revised(const procedure::Procedure& procedure,
                                 const db::Statement& statement,
                                 const std::vector<matter::Document>& documents, std::size_t seen) {
  std::vector<std::string> codes = matter::revised(documents, seen);
  const auto event = procedure.events.find(statement.event);
  if (event != procedure.events.end()) {
    std::erase_if(codes, [&](const std::string& code) {
      return !procedure::covers(procedure, event->second, code);
    });
  }
  return codes;
}

/// What came into the dossier since. Stale: a document it covers reads otherwise now; a further
/// document does not touch what was seen, and a text put back is the text that was seen.
JsonObject standing(const desk::Loaded& loaded, const db::Statement& statement) {
  const std::vector<matter::Document>& documents = *loaded.snapshot.documents;
  const std::size_t seen = covered(documents, statement.dossier_sha256);
  const auto codes = revised(*loaded.procedure, statement, documents, seen);
  JsonArray since;
  for (std::size_t i = seen; i < documents.size(); ++i) {
    JsonObject document = view(documents[i]);
    document["replaces"] = std::ranges::find(codes, documents[i].code) != codes.end();
    since.push_back(std::move(document));
  }
  return {{"stale", !codes.empty()}, {"since", std::move(since)}};
}

/// By statement, in the order they came.
std::map<std::string, JsonArray> time_stamps_of(Context& context, const std::string& matter) {
  std::map<std::string, JsonArray> out;
  for (const db::TimeStamp& stamp : context.services.statements.time_stamps_of(matter))
    out[stamp.statement_id].push_back(view(stamp));
  return out;
}

JsonObject line_of(Context& context, const db::Statement& statement, const desk::Loaded& loaded,
                   JsonArray time_stamps) {
  JsonObject out{{"id", statement.id},
                 {"href", place_of(statement.id)},
                 {"event", statement.event},
                 {"account", statement.account},
                 {"sha256", statement.sha256},
                 {"dossier_sha256", statement.dossier_sha256},
                 {"created_at", to_string(statement.created_at)},
                 {"expires_at", to_string(statement.expires_at)},
                 {"signature", nullptr},
                 {"dossier", standing(loaded, statement)}};
  if (const auto signature = context.services.statements.signature(statement.id)) {
    out["signature"] = JsonObject{{"key_id", signature->key_id},
                                  {"algorithm", signature->algorithm},
                                  {"signature", archive::to_base64(signature->bytes)},
                                  {"seq", signature->seq},
                                  {"at", to_string(signature->at)},
                                  {"time_stamps", std::move(time_stamps)}};
  }
  return out;
}

/// What was given out to be signed in a matter, with the signatures there are and whether the
/// dossier is still what they were made over.
http::Response of_matter(Context& context, Call& call) {
  call.query().done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  auto stamps = time_stamps_of(context, loaded.snapshot.id);
  const KeptParts kept(context, call, loaded);
  JsonArray statements;
  for (const auto& statement : context.services.statements.of_matter(loaded.snapshot.id)) {
    const bool is_own = statement.account == call.account->account;
    if (!is_own && kept.keeps_signed(statement.event)) continue;
    JsonObject line = line_of(context, statement, loaded, std::move(stamps[statement.id]));
    kept.take_titles_from(line.at("dossier").at("since").as_array());
    statements.push_back(std::move(line));
  }
  return json_response(200, JsonObject{{"statements", std::move(statements)}});
}

/// The signer's key with which `signature` counts if it is handed in now. Problems: bad-signature
/// when it is none of theirs, key-already-revoked when it is one no more.
archive::PublicKey key_that_signed(Context& context, const db::Statement& statement,
                                   std::string_view signature) {
  bool is_revoked = false;
  for (const db::SigningKey& key : context.services.accounts.keys_of(statement.account)) {
    const archive::KnownKey known = db::key_now(key);
    const auto good = archive::judge(known, statement.bytes, signature, archive::next_place);
    if (good) return known.key;
    is_revoked |= good.error() == archive::SignatureFault::after_revocation;
  }
  throw Problem{.type = is_revoked ? "key-already-revoked" : "bad-signature"};
}

void check_signable(Context& context, const Call& call, const db::Statement& statement) {
  if (statement.account != call.account->account) throw Problem{.type = "not-your-statement"};
  if (statement.expires_at <= context.services.clock.now()) {
    throw Problem{.type = "statement-expired"};
  }
}

matter::Send signed_send(const db::Statement& statement, const archive::PublicKey& key) {
  return {.event = statement.event,
          .data = statement.data,
          .signature = {{"statement_id", statement.id},
                        {"statement_sha256", statement.sha256},
                        {"key_id", key.id()},
                        {"algorithm", archive::name(key.algorithm())},
                        {"signer", statement.account},
                        {"dossier_sha256", statement.dossier_sha256}}};
}

http::Response sign(Context& context, Call& call) {
  const db::Statement statement = visible_statement(context, call, call.parameter());
  check_signable(context, call, statement);
  if (call.request.body.size() > signature_bytes_max) throw Problem{.type = "bad-signature"};
  const archive::PublicKey key = key_that_signed(context, statement, call.request.body);
  for (int attempt = 1;; ++attempt) {
    const desk::Loaded loaded = visible_matter(context, call, statement.matter);
    if (context.services.statements.signature(statement.id)) {
      throw Problem{.type = "statement-signed"};
    }
    if (dossier_of(context, loaded.snapshot) != statement.dossier_sha256) {
      throw Problem{.type = "stale-statement"};
    }
    // The version makes sure that what was just looked at is what the event is stored on.
    desk::Attachments with{
        .if_version = loaded.snapshot.version,
        .blob = {},
        .signature =
            desk::SignatureRow{statement.id, key.id(), std::string(archive::name(key.algorithm())),
                               call.request.body},
        .idempotency = {}};
    keep_with_event(call, *loaded.procedure, with);
    const auto done = context.services.desk.send(statement.matter, signed_send(statement, key),
                                                 actor_in(context, call, loaded), with);
    if (done) {
      note_repeat(call, *done);
      return event_response(*loaded.procedure, *done);
    }
    // Revoked since it was looked at: that is why the event was not written.
    (void)key_that_signed(context, statement, call.request.body);
    const bool overtaken = std::holds_alternative<desk::StaleVersion>(done.error());
    if (!overtaken || attempt == attempts_max) {
      throw overtaken ? problem_of(desk::TooBusy{}, nullptr)
                      : problem_of(done.error(), loaded.procedure.get());
    }
  }
}

}  // namespace

void add_statements(Router& router) {
  router.add({"POST", "/v1/matters/{id}/statements", for_accounts, prepare});
  router.add({"GET", "/v1/matters/{id}/statements", for_accounts, of_matter});
  router.add({"GET", "/v1/statements/{id}", for_accounts, bytes});
  router.add({"POST", "/v1/statements/{id}/signatures", for_accounts, sign});
}

}  // namespace gavel::api
