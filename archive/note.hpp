#pragma once
// Signed notes (C2SP signed-note): text, a blank line, and lines of signatures, of which a reader
// passes over those by keys it does not know. What a ledger, its witnesses and its seals write.
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/signature.hpp"

namespace gavel::archive {

/// The signature types of C2SP signed-note that are written and checked here.
enum class NoteKeyType : std::uint8_t {
  ed25519 = 0x01,      ///< Of the note's text.
  cosignature = 0x04,  ///< Ed25519 of "cosignature/v1", a time and the text (tlog-cosignature).
};

/// A public key as a verifier key gives it: "name+hex(key id)+base64(type || public key)".
struct NoteKey {
  std::string name;
  std::string id;  ///< 4 raw bytes.
  NoteKeyType type = NoteKeyType::ed25519;
  std::string public_raw;  ///< 32 bytes.
};
/// Empty for what is no verifier key, of another type, or whose id is not its own.
[[nodiscard]] std::optional<NoteKey> parse_note_key(std::string_view verifier_key);

/// First 4 bytes of SHA-256(name || "\n" || type || public key), raw.
[[nodiscard]] std::string note_key_id(std::string_view name, std::string_view public_raw,
                                      NoteKeyType type = NoteKeyType::ed25519);
[[nodiscard]] std::string verifier_key(std::string_view name, std::string_view public_raw,
                                       NoteKeyType type = NoteKeyType::ed25519);
[[nodiscard]] std::string verifier_key(const LogKey& key, NoteKeyType type = NoteKeyType::ed25519);

/// The PublicKey::id() of an Ed25519 verifier key; empty for what is none.
[[nodiscard]] std::optional<std::string> spki_id(std::string_view verifier_key);
/// Whether `given`, a verifier key or a PEM as its owner publishes it, is that key.
[[nodiscard]] bool is_same_key(std::string_view verifier_key, std::string_view given);

/// True for a key's name: not empty, no white space, no '+'.
[[nodiscard]] bool is_key_name(std::string_view name);

enum class NoteError : std::uint8_t {
  malformed,      ///< Not a signed note, or no checkpoint inside.
  bad_key,        ///< The verifier key is malformed.
  other_origin,   ///< The checkpoint's origin is not the key's name.
  not_signed,     ///< No signature by this key.
  bad_signature,  ///< Signed by this key's name and id, but wrongly.
};
[[nodiscard]] std::string_view code(NoteError error);  ///< "malformed", "bad-key", ...

struct NoteSignature {
  std::string name;
  std::string id;     ///< 4 raw bytes.
  std::string bytes;  ///< What follows the id.
};
struct SignedNote {
  std::string body;  ///< Whole lines.
  std::vector<NoteSignature> signatures;
};
[[nodiscard]] std::optional<SignedNote> parse_note(std::string_view note);
/// One or more signature lines, as a witness answers; empty when any line is none.
[[nodiscard]] std::optional<std::vector<NoteSignature>> parse_signatures(std::string_view lines);
/// "— name base64(id || bytes)\n".
[[nodiscard]] std::string signature_line(const NoteSignature& signature);

/// `body` (whole lines) as a signed note of the key.
[[nodiscard]] std::string sign_note(std::string_view body, const LogKey& key);
/// The body of a note that the key (of type ed25519) signed, whatever it says.
[[nodiscard]] std::expected<std::string, NoteError> open_note(std::string_view note,
                                                              std::string_view verifier_key);

}  // namespace gavel::archive
