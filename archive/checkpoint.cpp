#include "archive/checkpoint.hpp"

#include <charconv>

namespace gavel::archive {
namespace {

constexpr std::string_view proof_header = "c2sp.org/tlog-proof@v1\n";

/// Takes the text up to the next newline, and the newline; empty when there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<Hash> hash_in(std::string_view base64) {
  const auto bytes = from_base64(base64);
  return bytes ? to_hash(*bytes) : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (std::to_string(value) != text) return std::nullopt;
  return value;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view body) {
  const auto origin = take_line(body);
  const auto size = take_line(body);
  const auto root = take_line(body);
  if (!origin || origin->empty() || !size || !root) return std::nullopt;
  const auto count = parse_size(*size);
  const auto hash = hash_in(*root);
  if (!count || !hash) return std::nullopt;
  return Checkpoint{std::string(*origin), *count, *hash};
}

std::string checkpoint_body(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
         to_base64(checkpoint.root) + "\n";
}

std::string sign_checkpoint(std::uint64_t size, const Hash& root, const LogKey& key) {
  return sign_note(checkpoint_body({key.origin(), size, root}), key);
}

std::expected<Checkpoint, NoteError> open_checkpoint(std::string_view note,
                                                     std::string_view verifier_key) {
  const auto key = parse_note_key(verifier_key);
  if (!key) return std::unexpected(NoteError::bad_key);
  const auto parsed = parse_note(note);
  const auto checkpoint = parsed ? parse_checkpoint(parsed->body) : std::nullopt;
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
  const auto index = parse_size(line->substr(6));
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
