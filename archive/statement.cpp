#include "archive/statement.hpp"

#include "archive/canonical.hpp"

namespace gavel::archive {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

std::string statement_bytes(const Statement& statement) {
  const Signer& signer = statement.signer;
  return canonical(JsonObject{
      {"type", statement_type},
      {"matter", statement.matter},
      {"title", statement.title},
      {"procedure", statement.procedure_sha256},
      {"event", statement.event},
      {"data", statement.data},
      {"dossier_sha256", statement.dossier_sha256},
      {"draft_sha256", text_or_null(statement.draft_sha256)},
      {"signer", JsonObject{{"account", signer.account},
                            {"name", signer.name},
                            {"unit", signer.unit},
                            {"key", text_or_null(signer.key)}}},
      {"issued_at", to_string(statement.issued_at)},
      {"nonce", statement.nonce},
  });
}

std::string possession_bytes(const std::string& account, const std::string& key_id) {
  return canonical(
      JsonObject{{"account", account}, {"key", key_id}, {"type", "urn:gavel:key-possession:1"}});
}

}  // namespace gavel::archive
