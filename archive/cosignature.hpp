#pragma once
// What a witness adds to a checkpoint: that at some time this was the largest consistent tree of
// the ledger it had seen (C2SP tlog-cosignature, "cosignature/v1", Ed25519).
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "archive/note.hpp"

namespace gavel::archive {

/// A signature line, with its newline, over a checkpoint's text. `unix_seconds` is not 0.
[[nodiscard]] std::string cosign(std::string_view body, std::uint64_t unix_seconds,
                                 const LogKey& witness);

/// The time (seconds since 1970) at which the witness of `verifier_key` (of type cosignature)
/// signed the note's text; each of its signatures must be good.
[[nodiscard]] std::expected<std::uint64_t, NoteError> check_cosignature(
    const SignedNote& note, std::string_view verifier_key);

}  // namespace gavel::archive
