#pragma once
// The signed head of the ledger: C2SP tlog-checkpoint in a signed note, and the proof file that a
// record carries away (C2SP tlog-proof@v1).
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/ledger.hpp"
#include "archive/note.hpp"
#include "archive/signature.hpp"

namespace gavel::archive {

struct Checkpoint {
  std::string origin;  ///< The ledger's name and key name: "archive.example.gov.cn/ledger".
  std::uint64_t size = 0;
  Hash root{};
  bool operator==(const Checkpoint&) const = default;
};

/// "origin\nsize\nbase64(root)\n": what is signed.
[[nodiscard]] std::string checkpoint_body(const Checkpoint& checkpoint);

/// The head of the tree as a signed note, text/plain; the origin is the key's.
[[nodiscard]] std::string sign_checkpoint(std::uint64_t size, const Hash& root, const LogKey& key);

/// Reads a checkpoint's text: its first three lines; empty when it is none. Nothing is verified.
[[nodiscard]] std::optional<Checkpoint> parse_checkpoint(std::string_view body);
/// A decimal number without sign or leading zeros.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

/// Signatures by keys not known are passed over, as the format demands.
[[nodiscard]] std::expected<Checkpoint, NoteError> open_checkpoint(std::string_view note,
                                                                   std::string_view verifier_key);

/// A .tlog-proof file: `checkpoint_note` is the note as published.
[[nodiscard]] std::string tlog_proof(std::uint64_t index, std::span<const Hash> proof,
                                     std::string_view checkpoint_note);

struct TlogProof {
  std::uint64_t index = 0;
  std::vector<Hash> proof;
  std::string checkpoint_note;
};
[[nodiscard]] std::optional<TlogProof> parse_tlog_proof(std::string_view text);

/// True when the proof file shows `entry` to be in the ledger of `verifier_key`.
[[nodiscard]] bool verify_tlog_proof(std::string_view entry, std::string_view proof_text,
                                     std::string_view verifier_key);

}  // namespace gavel::archive
