#include "archive/checkpoint.hpp"

#include <charconv>

#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

constexpr std::string_view dash = "\u2014 ";       // begins every signature line of a note
constexpr std::string_view ed25519_type{"\1", 1};  // signature type of C2SP signed-note
constexpr std::string_view proof_header = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t key_id_size = 4;

/// Takes the text up to the next newline, and the newline; empty when there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

/// A decimal number without sign or leading zeros.
std::optional<std::uint64_t> size_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (std::to_string(value) != text) return std::nullopt;
  return value;
}

std::optional<Hash> hash_in(std::string_view base64) {
  const auto bytes = from_base64(base64);
  return bytes ? to_hash(*bytes) : std::nullopt;
}

std::optional<Checkpoint> parse_body(std::string_view body) {
  const auto origin = take_line(body);
  const auto size = take_line(body);
  const auto root = take_line(body);
  if (!origin || origin->empty() || !size || !root) return std::nullopt;
  const auto count = size_in(*size);
  const auto hash = hash_in(*root);
  if (!count || !hash) return std::nullopt;
  return Checkpoint{std::string(*origin), *count, *hash};
}

struct VerifierKey {
  std::string name, id, public_raw;
};

std::optional<VerifierKey> parse_key(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto id = from_hex(text.substr(first + 1, second - first - 1));
  const auto key = from_base64(text.substr(second + 1));
  if (!id || !key || key->size() != 33 || !key->starts_with(ed25519_type)) return std::nullopt;
  VerifierKey out{std::string(text.substr(0, first)), *id, key->substr(1)};
  if (out.name.empty() || note_key_id(out.name, out.public_raw) != out.id) return std::nullopt;
  return out;
}

/// Looks for the key's own line among the signatures; others are passed over.
std::expected<void, NoteError> check_signatures(std::string_view body, std::string_view lines,
                                                const VerifierKey& key) {
  if (lines.empty()) return std::unexpected(NoteError::malformed);
  bool found = false;
  while (!lines.empty()) {
    auto line = take_line(lines);
    if (!line || !line->starts_with(dash)) return std::unexpected(NoteError::malformed);
    line->remove_prefix(dash.size());
    const std::size_t space = line->find(' ');
    if (space == std::string_view::npos) return std::unexpected(NoteError::malformed);
    const auto blob = from_base64(line->substr(space + 1));
    if (!blob || blob->size() <= key_id_size) return std::unexpected(NoteError::malformed);
    if (line->substr(0, space) != key.name || !blob->starts_with(key.id)) continue;
    if (!verify_ed25519(key.public_raw, body, std::string_view(*blob).substr(key_id_size)))
      return std::unexpected(NoteError::bad_signature);
    found = true;
  }
  if (!found) return std::unexpected(NoteError::not_signed);
  return {};
}

}  // namespace

std::string checkpoint_body(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
         to_base64(checkpoint.root) + "\n";
}

std::string note_key_id(std::string_view name, std::string_view public_raw) {
  std::string text(name);
  text += '\n';
  text += ed25519_type;
  text += public_raw;
  return std::string(bytes_of(sha256(text)).substr(0, key_id_size));
}

std::string verifier_key(std::string_view name, std::string_view public_raw) {
  std::string typed(ed25519_type);
  typed += public_raw;
  return std::string(name) + "+" + to_hex(note_key_id(name, public_raw)) + "+" + to_base64(typed);
}

std::string verifier_key(const LogKey& key) { return verifier_key(key.origin(), key.public_raw()); }

std::string sign_note(std::string_view body, const LogKey& key) {
  ensure(body.ends_with('\n'), "a note's text is whole lines");
  ensure(!key.origin().empty() && key.origin().find_first_of(" \t\r\n+") == std::string::npos,
         "a ledger's origin has no white space and no '+'");
  const std::string blob = note_key_id(key.origin(), key.public_raw()) + key.sign(body);
  return std::string(body) + "\n" + std::string(dash) + key.origin() + " " + to_base64(blob) + "\n";
}

std::string sign_checkpoint(std::uint64_t size, const Hash& root, const LogKey& key) {
  return sign_note(checkpoint_body({key.origin(), size, root}), key);
}

std::string_view code(NoteError error) {
  switch (error) {
    case NoteError::malformed:
      return "malformed";
    case NoteError::bad_key:
      return "bad-key";
    case NoteError::other_origin:
      return "other-origin";
    case NoteError::not_signed:
      return "not-signed";
    case NoteError::bad_signature:
      return "bad-signature";
  }
  return "";
}

std::expected<std::string, NoteError> open_note(std::string_view note,
                                                std::string_view verifier_key) {
  const auto key = parse_key(verifier_key);
  if (!key) return std::unexpected(NoteError::bad_key);
  // The last blank line parts text and signatures; the text ends with a newline of its own.
  const std::size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos) return std::unexpected(NoteError::malformed);
  const std::string_view body = note.substr(0, blank + 1);
  if (const auto checked = check_signatures(body, note.substr(blank + 2), *key); !checked)
    return std::unexpected(checked.error());
  return std::string(body);
}

std::expected<Checkpoint, NoteError> open_checkpoint(std::string_view note,
                                                     std::string_view verifier_key) {
  const auto key = parse_key(verifier_key);
  if (!key) return std::unexpected(NoteError::bad_key);
  const std::size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos) return std::unexpected(NoteError::malformed);
  const auto checkpoint = parse_body(note.substr(0, blank + 1));
  if (!checkpoint) return std::unexpected(NoteError::malformed);
  if (checkpoint->origin != key->name) return std::unexpected(NoteError::other_origin);
  if (const auto body = open_note(note, verifier_key); !body) return std::unexpected(body.error());
  return *checkpoint;
}

std::string tlog_proof(std::uint64_t index, std::span<const Hash> proof,
                       std::string_view checkpoint_note) {
  std::string out(proof_header);
  out += "index " + std::to_string(index) + "\n";
  for (const Hash& hash : proof) out += to_base64(hash) + "\n";
  out += "\n";
  out += checkpoint_note;
  return out;
}

std::optional<TlogProof> parse_tlog_proof(std::string_view text) {
  if (!text.starts_with(proof_header)) return std::nullopt;
  text.remove_prefix(proof_header.size());
  auto line = take_line(text);
  if (line && line->starts_with("extra ")) line = take_line(text);  // ours hold none; allowed
  if (!line || !line->starts_with("index ")) return std::nullopt;
  const auto index = size_in(line->substr(6));
  if (!index) return std::nullopt;
  TlogProof out{*index, {}, ""};
  for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
    const auto hash = hash_in(*line);
    if (!hash) return std::nullopt;
    out.proof.push_back(*hash);
  }
  if (!line) return std::nullopt;
  out.checkpoint_note = text;
  return out;
}

bool verify_tlog_proof(std::string_view entry, std::string_view proof_text,
                       std::string_view verifier_key) {
  const auto proof = parse_tlog_proof(proof_text);
  if (!proof) return false;
  const auto head = open_checkpoint(proof->checkpoint_note, verifier_key);
  return head &&
         verify_inclusion(leaf_hash(entry), proof->index, head->size, proof->proof, head->root);
}

}  // namespace gavel::archive
