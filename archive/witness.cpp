#include "archive/witness.hpp"

#include <algorithm>

namespace gavel::archive {
namespace {

constexpr std::size_t longest_proof = 63;  // C2SP tlog-witness

std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<Checkpoint> newest(const WitnessState& state, std::string_view origin) {
  const auto known = state.find(origin);
  if (known == state.end()) return std::nullopt;
  const auto note = parse_note(known->second);
  return note ? parse_checkpoint(note->body) : std::nullopt;
}

std::expected<Checkpoint, WitnessRefusal> trusted(const std::vector<std::string>& logs,
                                                  const std::string& note) {
  const auto parsed = parse_note(note);
  const auto told = parsed ? parse_checkpoint(parsed->body) : std::nullopt;
  if (!told) return std::unexpected(WitnessRefusal::malformed);
  bool watched = false;
  for (const std::string& log : logs) {
    const auto key = parse_note_key(log);
    if (!key || key->name != told->origin) continue;
    watched = true;
    if (open_checkpoint(note, log)) return *told;
  }
  return std::unexpected(watched ? WitnessRefusal::not_signed : WitnessRefusal::unknown_origin);
}

}  // namespace

std::expected<AddCheckpoint, std::string> parse_add_checkpoint(std::string_view body) {
  const auto first = take_line(body);
  const auto old =
      first && first->starts_with("old ") ? parse_size(first->substr(4)) : std::nullopt;
  if (!old) return std::unexpected("the first line is not \"old SIZE\"");
  AddCheckpoint request{*old, {}, ""};
  for (auto line = take_line(body);; line = take_line(body)) {
    if (!line) return std::unexpected("there is no blank line before the checkpoint");
    if (line->empty()) break;
    const auto bytes = from_base64(*line);
    const auto hash = bytes ? to_hash(*bytes) : std::nullopt;
    if (!hash) return std::unexpected("a line of the proof is not the base64 of 32 bytes");
    if (request.proof.size() == longest_proof)
      return std::unexpected("the proof has more than 63 lines");
    request.proof.push_back(*hash);
  }
  request.note = body;
  return request;
}

std::string add_checkpoint_body(const AddCheckpoint& request) {
  std::string out = "old " + std::to_string(request.old_size) + "\n";
  for (const Hash& hash : request.proof) out += to_base64(hash) + "\n";
  return out + "\n" + request.note;
}

int http_status(WitnessRefusal refusal) {
  switch (refusal) {
    case WitnessRefusal::malformed:
    case WitnessRefusal::old_too_large:
      return 400;
    case WitnessRefusal::unknown_origin:
      return 404;
    case WitnessRefusal::not_signed:
      return 403;
    case WitnessRefusal::stale:
      return 409;
    case WitnessRefusal::inconsistent:
      return 422;
  }
  return 500;
}

std::string_view code(WitnessRefusal refusal) {
  switch (refusal) {
    case WitnessRefusal::malformed:
      return "malformed";
    case WitnessRefusal::old_too_large:
      return "old-size-too-large";
    case WitnessRefusal::unknown_origin:
      return "unknown-origin";
    case WitnessRefusal::not_signed:
      return "not-signed";
    case WitnessRefusal::stale:
      return "stale-old-size";
    case WitnessRefusal::inconsistent:
      return "inconsistent";
  }
  return "";
}

std::uint64_t witnessed_size(const WitnessState& state, std::string_view origin) {
  const auto known = newest(state, origin);
  return known ? known->size : 0;
}

std::expected<Checkpoint, WitnessRefusal> consider(const WitnessState& state,
                                                   const std::vector<std::string>& logs,
                                                   const AddCheckpoint& request) {
  const auto head = trusted(logs, request.note);
  if (!head) return head;
  if (request.old_size > head->size) return std::unexpected(WitnessRefusal::old_too_large);
  const auto known = newest(state, head->origin);
  if (request.old_size != (known ? known->size : 0)) return std::unexpected(WitnessRefusal::stale);
  // An empty tree has one root only, and no proof leads from or to it.
  const Hash old_root = known ? known->root : empty_root();
  const bool is_proved =
      request.old_size == 0 || request.old_size == head->size
          ? request.proof.empty() && (request.old_size != head->size || head->root == old_root)
          : verify_consistency(request.old_size, head->size, request.proof, old_root, head->root);
  if (!is_proved) return std::unexpected(WitnessRefusal::inconsistent);
  return *head;
}

}  // namespace gavel::archive
