#include "api/routes/packet.hpp"

#include "api/routes/sentences.hpp"
#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

const Sentences& sentences() {
  static const Sentences read(asset::agenda_json);
  return read;
}

/// Another procedure's word for it stands as it is.
Text result_text(const std::string& result) {
  const std::string key = "result " + result;
  if (!sentences().has(key)) return {result, result};
  const auto text = [&](Language language) { return sentences().say(key, language); };
  return {text(Language::zh), text(Language::en)};
}

JsonObject kept(const matter::Snapshot& snapshot) {
  const Json* const packet = snapshot.session.data.if_contains("packet");
  return packet != nullptr && packet->is_object() ? packet->get_object() : JsonObject();
}

}  // namespace

std::vector<Gate> gates_of(const procedure::Procedure& procedure,
                           const matter::Snapshot& snapshot) {
  std::vector<Gate> out;
  const JsonObject packet = kept(snapshot);
  const Json* const gates = packet.if_contains("gates");
  if (gates == nullptr || !gates->is_array()) return out;
  for (const Json& each : gates->get_array()) {
    const JsonObject gate = each.is_object() ? each.get_object() : JsonObject();
    const auto rule = procedure.rules.find(string_or(gate, "rule"));
    if (rule == procedure.rules.end()) continue;
    const std::string result = string_or(gate, "result");
    out.push_back({string_or(gate, "gate"), rule->first, result, string_or(gate, "draft_sha256"),
                   rule->second.says, result_text(result)});
  }
  return out;
}

std::optional<Packet> packet_of(const procedure::Procedure& procedure,
                                const matter::Snapshot& snapshot) {
  const JsonObject from = kept(snapshot);
  Packet out{.accepted_on = string_or(from, "accepted_on"),
             .by = string_or(from, "by"),
             .at = string_or(from, "at"),
             .draft_sha256 = string_or(from, "draft_sha256"),
             .dossier_sha256 = string_or(from, "dossier_sha256"),
             .filed = std::nullopt,
             .gates = gates_of(procedure, snapshot)};
  if (out.accepted_on.empty()) return std::nullopt;
  const Json* const filed = from.if_contains("over");
  if (filed != nullptr && filed->is_int64()) out.filed = filed->get_int64();
  return out;
}

}  // namespace gavel::api
