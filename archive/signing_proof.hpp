#pragma once
// What goes with a signed statement so that anyone can judge it without the server: the key's entry
// of the register and the place where the signature was entered, each proved by the ledger. A file
// of JSON, as GET /v1/signatures answers it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/key_register.hpp"
#include "archive/verify_package.hpp"

namespace gavel::archive {

inline constexpr std::string_view signing_proof_format = "urn:gavel:signing-proof:1";

struct SigningProof {
  std::string log_key;  ///< Verifier key of the ledger.
  KeyEntry key;
  std::string leaf;   ///< The ledger entry of type "signature": it names the signature's SHA-256.
  std::string proof;  ///< c2sp.org/tlog-proof@v1.
};

/// An entry of the register as JSON: its halves with their proofs, and beside them what is in them
/// (places, times, who revoked), which no one who verifies reads.
[[nodiscard]] JsonObject encode(const KeyEntry& entry);
[[nodiscard]] std::optional<KeyEntry> parse_key_entry(const JsonObject& from);

/// What is in it, for people and pages, beside what proves it: places, times and who revoked. No
/// one who verifies reads that part.
[[nodiscard]] JsonObject encode(const SigningProof& proof);
/// One proof, or an answer {"signatures": [proof]} as it came; empty for what is neither.
[[nodiscard]] std::optional<SigningProof> parse_signing_proof(std::string_view text);

/// The outcome: how the key stood, when its entry is believed; and everything against it, with
/// paths as members of the proof ("key/revoked.json") or "statement", "signature".
struct JudgedSigning {
  std::optional<KnownKey> key;
  std::uint64_t place = 0;  ///< Of the signature in the ledger.
  std::vector<PackageFinding> findings;
};
/// `log_key` as of verify_package.
[[nodiscard]] JudgedSigning judge_signing(const SigningProof& proof, std::string_view statement,
                                          std::string_view signature,
                                          const std::string& log_key = "");

}  // namespace gavel::archive
