#pragma once
// An excerpt (摘录): what one person did in a matter, or what was entered of them there, with all
// that proves it without a server: the events as recorded, their places in the ledger, and what
// the person signed, with the entries of the register of the keys they signed with, so that whose
// key it was and whether it was in force is proved too. A member who dissented holds it for life
// (Decree 713 art. 38(3)).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/key_register.hpp"
#include "archive/verify_package.hpp"
#include "engine/base/text.hpp"
#include "engine/base/time.hpp"

namespace gavel::archive {

inline constexpr std::string_view excerpt_format = "urn:gavel:excerpt:2";
/// Of earlier versions: without the keys' entries. Still read; of the signatures in it no more is
/// told than that they are the keys'.
inline constexpr std::string_view excerpt_format_without_keys = "urn:gavel:excerpt:1";

struct SignedStatement {
  std::string bytes;      ///< Exactly what was signed.
  std::string signature;  ///< Raw.
  std::string key_pem;
};

struct ExcerptRecord {
  Text title;         ///< Of the event; for people, proven by nothing.
  std::string event;  ///< Its line in a package's events.jsonl: RFC 8785.
  std::string leaf;   ///< The ledger entry that names the line's SHA-256 (leaf_bytes).
  std::string proof;  ///< c2sp.org/tlog-proof@v1.
  std::optional<SignedStatement> statement;
};

struct Excerpt {
  std::string matter, title;
  std::string account, name;
  std::string log_key;  ///< Verifier key of the ledger.
  Instant made_at;
  std::vector<ExcerptRecord> records;
  std::vector<KeyEntry> keys = {};  ///< Of all keys that signed.
  bool carries_keys = true;         ///< False: of the earlier format.
};

/// Whether the event, an object as recorded, is one by the person or of them: its data names them
/// as `member`.
[[nodiscard]] bool concerns(const JsonObject& event, std::string_view account);

[[nodiscard]] JsonObject encode(const Excerpt& excerpt);
/// Empty for what is no excerpt.
[[nodiscard]] std::optional<Excerpt> parse_excerpt(std::string_view text);

/// Everything that speaks against it; paths are "records/0", "keys/<id>/registered.json". A
/// signature stands where its event stands in the ledger, and is judged by that place. `log_key` as
/// of verify_package.
[[nodiscard]] std::vector<PackageFinding> verify_excerpt(const Excerpt& excerpt,
                                                         const std::string& log_key = "");

}  // namespace gavel::archive
