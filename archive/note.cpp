#include "archive/note.hpp"

#include <algorithm>

#include "archive/digest.hpp"
#include "archive/signature.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

constexpr std::string_view dash = "\u2014 ";  // begins every signature line of a note
constexpr std::size_t key_id_size = 4;

std::string typed_key(std::string_view public_raw, NoteKeyType type) {
  return std::string(1, static_cast<char>(type)) + std::string(public_raw);
}

std::optional<NoteKeyType> type_of(char first) {
  if (first == static_cast<char>(NoteKeyType::ed25519)) return NoteKeyType::ed25519;
  if (first == static_cast<char>(NoteKeyType::cosignature)) return NoteKeyType::cosignature;
  return std::nullopt;
}

std::optional<NoteSignature> parse_line(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto blob = from_base64(line.substr(space + 1));
  if (!blob || blob->size() <= key_id_size) return std::nullopt;
  return NoteSignature{std::string(line.substr(0, space)), blob->substr(0, key_id_size),
                       blob->substr(key_id_size)};
}

}  // namespace

std::optional<std::string> spki_id(std::string_view verifier_key) {
  const auto key = parse_note_key(verifier_key);
  if (!key || key->type != NoteKeyType::ed25519) return std::nullopt;
  return sha256_hex(from_hex("302a300506032b6570032100").value() + key->public_raw);
}

bool is_same_key(std::string_view verifier_key, std::string_view given) {
  while (given.ends_with('\n')) given.remove_suffix(1);
  const auto pem = PublicKey::from_pem(std::string(given) + "\n");
  return pem ? pem->id() == spki_id(verifier_key) : given == verifier_key;
}

bool is_key_name(std::string_view name) {
  return !name.empty() && name.find_first_of(" \t\r\n+") == std::string_view::npos;
}

std::optional<NoteKey> parse_note_key(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto id = from_hex(text.substr(first + 1, second - first - 1));
  const auto key = from_base64(text.substr(second + 1));
  if (!id || !key || key->size() != 33) return std::nullopt;
  const auto type = type_of(key->front());
  if (!type) return std::nullopt;
  NoteKey out{std::string(text.substr(0, first)), *id, *type, key->substr(1)};
  if (!is_key_name(out.name) || note_key_id(out.name, out.public_raw, out.type) != out.id)
    return std::nullopt;
  return out;
}

std::string note_key_id(std::string_view name, std::string_view public_raw, NoteKeyType type) {
  const std::string text = std::string(name) + "\n" + typed_key(public_raw, type);
  return std::string(bytes_of(sha256(text)).substr(0, key_id_size));
}

std::string verifier_key(std::string_view name, std::string_view public_raw, NoteKeyType type) {
  return std::string(name) + "+" + to_hex(note_key_id(name, public_raw, type)) + "+" +
         to_base64(typed_key(public_raw, type));
}

std::string verifier_key(const LogKey& key, NoteKeyType type) {
  return verifier_key(key.origin(), key.public_raw(), type);
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

std::optional<std::vector<NoteSignature>> parse_signatures(std::string_view lines) {
  std::vector<NoteSignature> signatures;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    auto signature = parse_line(lines.substr(0, end));
    if (!signature) return std::nullopt;
    signatures.push_back(*std::move(signature));
    lines.remove_prefix(end + 1);
  }
  if (signatures.empty()) return std::nullopt;
  return signatures;
}

std::string signature_line(const NoteSignature& signature) {
  return std::string(dash) + signature.name + " " + to_base64(signature.id + signature.bytes) +
         "\n";
}

std::optional<SignedNote> parse_note(std::string_view note) {
  // The last blank line parts text and signatures; the text ends with a newline of its own.
  const std::size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos) return std::nullopt;
  auto signatures = parse_signatures(note.substr(blank + 2));
  if (!signatures) return std::nullopt;
  return SignedNote{std::string(note.substr(0, blank + 1)), *std::move(signatures)};
}

std::string sign_note(std::string_view body, const LogKey& key) {
  ensure(body.ends_with('\n'), "a note's text is whole lines");
  ensure(is_key_name(key.origin()), "a ledger's origin has no white space and no '+'");
  return std::string(body) + "\n" +
         signature_line(
             {key.origin(), note_key_id(key.origin(), key.public_raw()), key.sign(body)});
}

std::expected<std::string, NoteError> open_note(std::string_view note,
                                                std::string_view verifier_key) {
  const auto key = parse_note_key(verifier_key);
  if (!key || key->type != NoteKeyType::ed25519) return std::unexpected(NoteError::bad_key);
  auto parsed = parse_note(note);
  if (!parsed) return std::unexpected(NoteError::malformed);
  bool found = false;
  for (const NoteSignature& signature : parsed->signatures) {
    if (signature.name != key->name || signature.id != key->id) continue;
    if (!verify_ed25519(key->public_raw, parsed->body, signature.bytes))
      return std::unexpected(NoteError::bad_signature);
    found = true;
  }
  if (!found) return std::unexpected(NoteError::not_signed);
  return std::move(parsed->body);
}

}  // namespace gavel::archive
