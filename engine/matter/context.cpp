#include "engine/matter/context.hpp"

namespace gavel::matter {
namespace {

Json fact(const JsonObject& facts, std::string_view name) {
  const Json* value = facts.if_contains(name);
  return value == nullptr ? Json(nullptr) : *value;
}

JsonObject platform_variable(const Snapshot& snapshot, const Now& now) {
  JsonObject x;
  x["now"] = to_string(now.at);
  x["today"] = to_string(day_of(now.at));
  x["actor"] = encode(now.actor);
  x["policy"] = snapshot.policy;
  x["matter"] = encode_head(snapshot);
  x["opening"] = now.opening == nullptr ? Json(nullptr) : Json(*now.opening);
  x["comments"] = fact(now.facts, "comments");
  x["dossier"] = fact(now.facts, "dossier");
  x["documents"] = documents_by_code(snapshot.documents);
  x["signature"] =
      now.signature == nullptr || now.signature->empty() ? Json(nullptr) : Json(*now.signature);
  x["facts"] = now.facts;
  return x;
}

}  // namespace

JsonObject documents_by_code(const std::vector<Document>& documents) {
  JsonObject out;
  for (const Document& document : documents) out[document.code] = encode(document);
  return out;
}

JsonObject encode_head(const Snapshot& snapshot) {
  return {{"id", snapshot.id},
          {"title", snapshot.title},
          {"unit", snapshot.unit},
          {"opened_by", snapshot.opened_by},
          {"opened_at", to_string(snapshot.opened_at)},
          {"version", snapshot.version}};
}

chart::Event external(std::string name, JsonObject data) {
  chart::Event event;
  event.name = std::move(name);
  event.data = Json(std::move(data));
  return event;
}

JsonObject encode(const Document& document) {
  return {{"id", document.id},
          {"code", document.code},
          {"title", document.title},
          {"filename", document.filename},
          {"media_type", document.media_type},
          {"sha256", document.sha256},
          {"size", document.size},
          {"version", document.version},
          {"by", document.by},
          {"at", to_string(document.at)}};
}

JsonObject encode(const Actor& actor) {
  JsonArray roles;
  for (const std::string& role : actor.roles) roles.emplace_back(role);
  return {{"account", actor.account},
          {"name", actor.name},
          {"unit", actor.unit},
          {"roles", std::move(roles)}};
}

Context::Context(const procedure::Procedure& procedure, const Snapshot& snapshot, const Now& now)
    : procedure_(procedure),
      snapshot_(snapshot),
      calendar_(now.calendar),
      at_(now.at),
      x_(platform_variable(snapshot, now)),
      functions_(procedure, now.calendar, now.at, x_.get_object().at("documents").get_object()) {}

chart::Surroundings Context::surroundings() const {
  chart::Surroundings out;
  out.now = at_;
  out.x = &x_;
  out.functions = &functions_;
  return out;
}

procedure::Evaluate Context::evaluator(const chart::Event& event) const {
  return [this, &event](const expression::Expression& expression) {
    return chart::evaluate(*procedure_.chart, snapshot_.session, event, surroundings(), expression);
  };
}

}  // namespace gavel::matter
