#pragma once
// A statement: the exact bytes a person signs to perform one event. It names all that the signature
// is to cover, so that it means nothing for any other matter, event, dossier or key.
#include <string>
#include <string_view>

#include "engine/base/json.hpp"
#include "engine/base/time.hpp"

namespace gavel::archive {

/// Separates these signatures from any others the same key may make.
inline constexpr std::string_view statement_type = "urn:gavel:statement:1";

struct Signer {
  std::string account, name, unit;
  std::string key;  ///< PublicKey::id(); empty when the signer did not name one (written as null).
};

struct Statement {
  std::string matter, title;
  std::string procedure_sha256;  ///< Of the procedure's file.
  std::string event;
  JsonObject data;             ///< What the event will carry: the conclusion, the opinion.
  std::string dossier_sha256;  ///< dossier_digest() of the documents as they stand.
  std::string draft_sha256;    ///< The latest draft; empty when there is none (written as null).
  Signer signer;
  Instant issued_at;
  std::string nonce;  ///< Random, from the caller: two statements are never the same bytes.
};

/// RFC 8785 canonical JSON; no trailing newline. Sign exactly these bytes.
[[nodiscard]] std::string statement_bytes(const Statement& statement);

/// What the holder of a new key signs with it, to show that they hold it and for which account:
/// {"account":"…","key":"<PublicKey::id()>","type":"urn:gavel:key-possession:1"}, RFC 8785, no
/// newline.
[[nodiscard]] std::string possession_bytes(const std::string& account, const std::string& key_id);

}  // namespace gavel::archive
