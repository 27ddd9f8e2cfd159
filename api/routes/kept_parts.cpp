#include "api/routes/kept_parts.hpp"

#include <algorithm>

#include "api/routes/history.hpp"
#include "api/routes/part_readers.hpp"
#include "api/routes/problem.hpp"
#include "api/routes/views.hpp"
#include "archive/excerpt.hpp"
#include "engine/matter/circle.hpp"
#include "engine/matter/performed.hpp"
#include "engine/procedure/choice_cites.hpp"

namespace gavel::api {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

bool corrects(const procedure::Field& field) { return field.in_register == "entry"; }

/// By which forms of the procedure name the entries that they correct.
std::set<std::string> fields_that_correct(const procedure::Procedure& procedure) {
  std::set<std::string> out;
  for (const auto& [name, type] : procedure.events) {
    for (const procedure::Field& field : type.form)
      if (corrects(field)) out.insert(field.name);
  }
  return out;
}

bool may_correct(const procedure::Procedure& procedure, const matter::Event& event) {
  const auto type = procedure.events.find(event.name);
  return type != procedure.events.end() && std::ranges::any_of(type->second.form, corrects);
}

/// Under which article it was, where its form says so by a choice: that tells nothing that is kept.
JsonObject chosen_articles(const procedure::Procedure& procedure, const matter::Event& event) {
  JsonObject out;
  const auto type = procedure.events.find(event.name);
  const Json* const said = event.data.if_contains("data");
  if (type == procedure.events.end() || said == nullptr || !said->is_object()) return out;
  for (const procedure::Field& field : type->second.form) {
    const std::string value = string_or(said->get_object(), field.name);
    if (!procedure::choice_cites(procedure, event.name, field.name, value).empty())
      out[field.name] = value;
  }
  return out;
}

[[noreturn]] void refuse(const procedure::Circle& circle) {
  throw Problem{.type = "kept-paper",
                .values = {{"what", view(circle.title)},
                           {"roles", JsonArray(circle.roles.begin(), circle.roles.end())}}};
}

}  // namespace

KeptParts::KeptParts(Context& context, const desk::Loaded& loaded)
    : context_(context),
      snapshot_(loaded.snapshot),
      procedure_(*loaded.procedure),
      parts_(procedure::circles_in(procedure_).parts) {}

KeptParts::KeptParts(Context& context, const Call& call, const desk::Loaded& loaded)
    : KeptParts(context, loaded) {
  account_ = call.account->account;
  if (parts_.empty()) return;
  const PartReader reader(context, call, loaded);
  std::erase_if(parts_, [&](const procedure::KeptPart& each) { return reader.reads(each); });
}

const procedure::Circle* KeptParts::circle_of_written(std::string_view written) const {
  for (const procedure::KeptPart& each : parts_) {
    for (const std::string& code : each.documents)
      if (procedure_.documents.at(code).written == written) return &each.circle;
  }
  return nullptr;
}

/// An event, or a paper by its code.
bool KeptParts::names(const std::string& event) const {
  return std::ranges::any_of(parts_, [&](const auto& each) {
    return contains(each.events, event) || contains(each.documents, event);
  });
}

KeptParts::Corrections KeptParts::read_corrections() const {
  Corrections out;
  const std::vector<matter::Event> events = events_of(context_, snapshot_);
  for (const matter::CorrectedEntry& each : matter::corrected_entries(procedure_, events)) {
    const std::string& what = each.paper ? each.paper->code : each.of.event;
    if (!names(what) && !out.events.contains(each.of.seq)) continue;
    out.events.insert(each.by.seq);
    for (const matter::Said& said : each.by.said)
      if (corrects(*said.field)) out.entries.emplace(said.field->name, each.of.seq);
  }
  return out;
}

const KeptParts::Corrections& KeptParts::corrections() const {
  if (!corrections_) corrections_ = read_corrections();
  return *corrections_;
}

/// Whoever it is of has a right to it (archive/excerpt.hpp).
bool KeptParts::keeps(const matter::Event& event) const {
  if (parts_.empty()) return false;
  const bool is_named = std::ranges::any_of(
      parts_, [&](const auto& each) { return contains(each.events, event.name); });
  const bool is_kept =
      is_named || (may_correct(procedure_, event) && corrections().events.contains(event.seq));
  return is_kept && (!account_ || (event.actor.on_behalf_of != *account_ &&
                                   !archive::concerns(matter::encode(event), *account_)));
}

/// That keeps a paper of this kind which they filed; null: none does.
const procedure::KeptPart* KeptParts::part_of(const std::string& code, std::string_view by) const {
  if (by == account_) return nullptr;
  const auto part = std::ranges::find_if(
      parts_, [&](const auto& each) { return contains(each.documents, code); });
  return part == parts_.end() ? nullptr : &*part;
}

bool KeptParts::goes_by_kind(const std::string& code, std::string_view by) const {
  return by != account_ && std::ranges::any_of(parts_, [&](const auto& each) {
           return contains(each.documents, code) || contains(each.titles, code);
         });
}

void KeptParts::refuse(const matter::Document& document) const {
  if (const auto* const part = part_of(document.code, document.by)) api::refuse(part->circle);
}

matter::Document KeptParts::shown(matter::Document document) const {
  if (!goes_by_kind(document.code, document.by)) return document;
  document.title = procedure_.documents.at(document.code).title.zh;
  return document;
}

void KeptParts::take_title_from(JsonObject& document) const {
  const std::string code = string_or(document, "code");
  if (!goes_by_kind(code, string_or(document, "by"))) return;
  document["title"] = procedure_.documents.at(code).title.zh;
}

void KeptParts::take_titles_from(JsonArray& documents) const {
  for (Json& each : documents) take_title_from(each.as_object());
}

void KeptParts::refuse_written(std::string_view written) const {
  if (const procedure::Circle* const circle = circle_of_written(written)) api::refuse(*circle);
}

bool KeptParts::keeps_signed(const std::string& event) const {
  return std::ranges::any_of(parts_,
                             [&](const auto& each) { return contains(each.events, event); });
}

void KeptParts::refuse_signed(const std::string& event) const {
  for (const procedure::KeptPart& each : parts_)
    if (contains(each.events, event)) api::refuse(each.circle);
}

void KeptParts::leave_out(matter::Event& event) const {
  if (event.kind == "document") take_title_from(event.data);
  if (!keeps(event)) return;
  JsonObject told{{"event", event.name}, {"data", chosen_articles(procedure_, event)}};
  if (event.data.contains("signature")) told["signature"] = JsonObject();
  event.data = std::move(told);
  event.actor = {.account = "", .name = "—", .unit = "", .roles = {}};
  // Where it corrects another, they tell whose that is.
  event.facts.erase("registers");
}

desk::Failure KeptParts::shown(const matter::Send& ask, desk::Failure failure) const {
  auto* const refusal = std::get_if<matter::Refusal>(&failure);
  const auto type = procedure_.events.find(ask.event);
  if (refusal == nullptr || type == procedure_.events.end() || parts_.empty()) return failure;
  const auto names_kept = [&](const procedure::Field& field) {
    const Json* const entry = corrects(field) ? ask.data.if_contains(field.name) : nullptr;
    if (entry == nullptr || !entry->is_int64()) return false;
    const auto events = events_of(context_, snapshot_);
    const auto named = std::ranges::find(events, entry->get_int64(), &matter::Event::seq);
    return named != events.end() && keeps(*named);
  };
  if (std::ranges::none_of(type->second.form, names_kept)) return failure;
  for (matter::UnmetRule& rule : refusal->rules) rule.seen.clear();
  return failure;
}

JsonObject KeptParts::shown(const matter::Event& event) const {
  const bool is_kept = keeps(event);
  matter::Event told = event;
  leave_out(told);
  if (is_kept) told.data = JsonObject();
  JsonObject out = view(told);
  if (is_kept) out["kept"] = true;
  return out;
}

/// Lists of corrections have items that name their entries as the forms do.
void KeptParts::take_corrections_from(JsonObject& data) const {
  const std::set<std::string> fields = fields_that_correct(procedure_);
  const auto is_kept = [&](const Json& item) {
    return std::ranges::any_of(fields, [&](const std::string& field) {
      const Json* const of = item.is_object() ? item.get_object().if_contains(field) : nullptr;
      return of != nullptr && of->is_int64() &&
             corrections().entries.contains({field, of->get_int64()});
    });
  };
  for (auto& [name, value] : data) {
    if (!value.is_array() || std::ranges::none_of(value.get_array(), is_kept)) continue;
    JsonArray left;
    for (Json& item : value.get_array())
      if (!is_kept(item)) left.push_back(std::move(item));
    value.get_array() = std::move(left);
  }
}

void KeptParts::take_from(JsonObject& data) const {
  for (const procedure::KeptPart& each : parts_) matter::leave_out(data, each.data);
  if (!parts_.empty()) take_corrections_from(data);
}

matter::Snapshot as_it_goes_round(const procedure::Procedure& procedure,
                                  matter::Snapshot snapshot) {
  std::vector<matter::Document> documents = *snapshot.documents;
  for (matter::Document& each : documents) {
    if (procedure::goes_by_kind(procedure, each.code))
      each.title = procedure.documents.at(each.code).title.zh;
  }
  snapshot.documents = std::move(documents);
  return snapshot;
}

}  // namespace gavel::api
