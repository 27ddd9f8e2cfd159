#include "engine/matter/context.hpp"

#include <algorithm>

namespace gavel::matter {
namespace {

Json fact(const Now& now, std::string_view name) {
  const Json* value = now.facts.if_contains(name);
  return value == nullptr ? Json(nullptr) : *value;
}

/// The latest version of each code.
Json documents(const Snapshot& snapshot) {
  JsonObject out;
  for (const Document& document : snapshot.documents) out[document.code] = encode(document);
  return out;
}

Json head(const Snapshot& snapshot) {
  return {{"id", snapshot.id},
          {"title", snapshot.title},
          {"unit", snapshot.unit},
          {"opened_by", snapshot.opened_by},
          {"opened_at", to_string(snapshot.opened_at)},
          {"version", snapshot.version}};
}

Json signature(const Now& now) {
  return now.signature == nullptr || now.signature->empty() ? Json(nullptr) : Json(*now.signature);
}

}  // namespace

struct MatterVariable::Member {
  std::string_view name;
  Json (*of_matter)(const Snapshot&);
  Json (*of_moment)(const Now&);
};
const MatterVariable::Member MatterVariable::members[]{
    {"now", nullptr, [](const Now& now) { return Json(to_string(now.at)); }},
    {"today", nullptr, [](const Now& now) { return Json(to_string(day_of(now.at))); }},
    {"actor", nullptr, [](const Now& now) { return Json(encode(now.actor)); }},
    {"policy", [](const Snapshot& snapshot) { return Json(snapshot.policy); }, nullptr},
    {"matter", head, nullptr},
    {"opening", nullptr,
     [](const Now& now) { return now.opening == nullptr ? Json(nullptr) : Json(*now.opening); }},
    {"comments", nullptr, [](const Now& now) { return fact(now, "comments"); }},
    {"dossier", nullptr, [](const Now& now) { return fact(now, "dossier"); }},
    {"documents", documents, nullptr},
    {"signature", nullptr, signature},
    {"facts", nullptr, [](const Now& now) { return Json(now.facts); }},
};

const Json& MatterVariable::made(std::size_t index) const {
  const Member& member = members[index];
  auto& made = made_[index];
  if (!made) {
    made = member.of_matter != nullptr ? member.of_matter(snapshot_) : member.of_moment(*now_);
  }
  return *made;
}

const Json* MatterVariable::member(std::string_view name) const {
  const auto* found = std::ranges::find(members, name, &Member::name);
  if (found == std::end(members)) return nullptr;
  if (found->of_matter == nullptr && now_ == nullptr) return nullptr;
  return &made(static_cast<std::size_t>(found - members));
}

const Json& MatterVariable::whole() const {
  if (whole_) return *whole_;
  JsonObject all;
  for (const Member& each : members)
    if (const Json* value = member(each.name)) all[each.name] = *value;
  return whole_.emplace(std::move(all));
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
      now_(now),
      x_(snapshot, &now_),
      functions_(procedure, now.calendar, now.at, [&snapshot](std::string_view code) {
        return std::ranges::find(snapshot.documents, code, &Document::code) !=
               snapshot.documents.end();
      }) {}

chart::Surroundings Context::surroundings() const {
  chart::Surroundings out;
  out.now = now_.at;
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
