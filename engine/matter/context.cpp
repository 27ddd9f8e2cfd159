#include "engine/matter/context.hpp"

#include <algorithm>
#include <map>
#include <ranges>

namespace gavel::matter {
namespace {

/// Who filed any version of the code, each once, in order.
JsonArray authors(const Snapshot& snapshot, std::string_view code) {
  JsonArray out;
  for (const Document& document : *snapshot.documents) {
    if (document.code == code && std::ranges::find(out, Json(document.by)) == out.end())
      out.emplace_back(document.by);
  }
  return out;
}

/// As rules see it.
Json seen(const Snapshot& snapshot, const Document& document) {
  JsonObject out = encode(document);
  out["authors"] = authors(snapshot, document.code);
  return out;
}

/// The latest version of each code.
Json documents(const Snapshot& snapshot) {
  JsonObject out;
  for (const Document& document : *snapshot.documents) {
    if (&document == latest(snapshot, document.code)) out[document.code] = seen(snapshot, document);
  }
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

Json object_or_null(const JsonObject* object) {
  return object == nullptr ? Json(nullptr) : Json(*object);
}

Json signature(const Now& now) {
  return now.signature != nullptr && now.signature->empty() ? Json(nullptr)
                                                            : object_or_null(now.signature);
}

const Json nothing(nullptr);

const Json* fact(const Now& now, std::string_view name) {
  const Json* value = now.facts.if_contains(name);
  return value == nullptr ? &nothing : value;
}

}  // namespace

/// One that is there is referred to, any other made when it is first asked for.
struct MatterVariable::Member {
  std::string_view name;
  bool is_of_moment;
  const Json* (*there)(const Snapshot&, const Now*) = nullptr;
  Json (*made)(const Snapshot&, const Now*) = nullptr;
};
const MatterVariable::Member MatterVariable::members[]{
    {"now", true, nullptr,
     [](const Snapshot&, const Now* now) { return Json(to_string(now->at)); }},
    {"today", true, nullptr,
     [](const Snapshot&, const Now* now) { return Json(to_string(day_of(now->at))); }},
    {"actor", true, nullptr,
     [](const Snapshot&, const Now* now) { return Json(encode(now->actor)); }},
    {"policy", false, [](const Snapshot& snapshot, const Now*) { return &*snapshot.policy; }},
    {"matter", false, nullptr, [](const Snapshot& snapshot, const Now*) { return head(snapshot); }},
    {"opening", true, nullptr,
     [](const Snapshot&, const Now* now) { return object_or_null(now->opening); }},
    {"comments", true, [](const Snapshot&, const Now* now) { return fact(*now, "comments"); }},
    {"dossier", true, [](const Snapshot&, const Now* now) { return fact(*now, "dossier"); }},
    {"documents", false, nullptr,
     [](const Snapshot& snapshot, const Now*) { return documents(snapshot); }},
    {"signature", true, nullptr, [](const Snapshot&, const Now* now) { return signature(*now); }},
    {"facts", true, nullptr, [](const Snapshot&, const Now* now) { return Json(now->facts); }},
};

const Json* MatterVariable::member(std::string_view name) const {
  const auto* found = std::ranges::find(members, name, &Member::name);
  if (found == std::end(members) || (found->is_of_moment && now_ == nullptr)) return nullptr;
  if (found->there != nullptr) return found->there(snapshot_, now_);
  auto& made = made_[static_cast<std::size_t>(found - members)];
  if (!made) made.emplace(found->made(snapshot_, now_));
  return &*made;
}

/// A matter has many documents, and a rule asks about one, mostly about its digest.
std::optional<expression::Part> MatterVariable::part(expression::Path path) const {
  if (path.size() == 1) return member(path[0]);
  if (path[0] != "documents") return std::nullopt;
  const Document* document = latest(snapshot_, path[1]);
  if (path.size() == 2) {
    if (document == nullptr) return nullptr;
    return seen(snapshot_, *document);
  }
  if (document == nullptr || path[2] != "sha256") return std::nullopt;
  return Json(document->sha256);
}

const Json& MatterVariable::whole() const {
  if (whole_) return *whole_;
  JsonObject all;
  for (const Member& each : members)
    if (const Json* value = member(each.name)) all[each.name] = *value;
  return whole_.emplace(std::move(all));
}

const Document* latest(const Snapshot& snapshot, std::string_view code) {
  const auto newest_first = std::views::reverse(*snapshot.documents);
  const auto found = std::ranges::find(newest_first, code, &Document::code);
  return found == newest_first.end() ? nullptr : &*found;
}

std::vector<std::string> revised(std::span<const Document> documents, std::size_t filed) {
  const auto newest = [](std::span<const Document> among) {
    std::map<std::string_view, std::string_view> digests;
    for (const Document& document : among) digests[document.code] = document.sha256;
    return digests;
  };
  const auto now = newest(documents);
  std::vector<std::string> codes;
  for (const auto& [code, sha256] : newest(documents.first(std::min(filed, documents.size())))) {
    if (now.at(code) != sha256) codes.emplace_back(code);
  }
  return codes;
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

JsonObject encode(const Actor& actor, const JsonStorage& storage) {
  JsonArray roles(storage);
  for (const std::string& role : actor.roles) roles.emplace_back(role);
  JsonObject out({{"account", actor.account},
                  {"name", actor.name},
                  {"unit", actor.unit},
                  {"roles", std::move(roles)}},
                 storage);
  if (!actor.on_behalf_of.empty()) out["on_behalf_of"] = actor.on_behalf_of;
  if (!actor.principal_unit.empty()) out["principal_unit"] = actor.principal_unit;
  return out;
}

Context::Context(const procedure::Procedure& procedure, const Snapshot& snapshot, const Now& now)
    : procedure_(procedure),
      snapshot_(snapshot),
      now_(now),
      x_(snapshot, &now_),
      on_file_(snapshot),
      functions_(procedure, now.calendar, now.at, on_file_) {}

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
