// From a command to the event that is stored for it, and back.
#include <algorithm>
#include <cmath>

#include "engine/base/ensure.hpp"
#include "engine/base/number.hpp"
#include "engine/matter/evolve.hpp"
#include "engine/matter/judge.hpp"
#include "engine/matter/migrate.hpp"

namespace gavel::matter {
namespace {

/// As storage gives it back: every number in the one form that its text is read to.
void to_stored_form(Json& value) {
  if (value.is_object()) {
    for (auto& [key, member] : value.get_object()) to_stored_form(member);
  } else if (value.is_array()) {
    for (Json& item : value.get_array()) to_stored_form(item);
  } else if (value.is_double()) {
    const double number = value.get_double();
    value = std::isfinite(number) ? json_number(number) : Json(nullptr);
  } else if (value.is_uint64() && std::in_range<std::int64_t>(value.get_uint64())) {
    value = static_cast<std::int64_t>(value.get_uint64());
  }
}

JsonObject stored(JsonObject object) {
  for (auto& [key, member] : object) to_stored_form(member);
  return object;
}

JsonObject encode(const Pin& pin) { return {{"version", pin.version}, {"sha256", pin.sha256}}; }

Pin pin_in(const JsonObject& data, std::string_view name) {
  const JsonObject pin = object_in(data, name);
  return {string_or(pin, "version"), string_or(pin, "sha256")};
}

Migrate migrate_of(const JsonObject& data) {
  Migrate ask{pin_in(data, "from"), pin_in(data, "to"), string_or(data, "reason"), {}};
  const Json* accepted = data.if_contains("accepted");
  ensure(accepted != nullptr && accepted->is_array(), "a stored move names what was accepted");
  for (const Json& step : accepted->get_array()) ask.accepted.emplace_back(step.as_string());
  return ask;
}

/// Kind, name and data of the event.
class Record {
 public:
  Record(Event& event, const Snapshot* before) : event_(event), before_(before) {}

  void operator()(const Open& ask) {
    set("opened", std::string(opening_event),
        {{"id", ask.id}, {"title", ask.title}, {"policy", ask.policy}, {"data", ask.data}});
  }
  void operator()(const Send& ask) {
    JsonObject data{{"event", ask.event}, {"data", ask.data}};
    if (!ask.signature.empty()) data["signature"] = ask.signature;
    set("sent", ask.event, std::move(data));
  }
  void operator()(const AddDocument& ask) {
    ensure(before_ != nullptr, "only an opened matter takes documents");
    Document document = ask.document;
    document.at = event_.at;
    document.by = event_.actor.account;
    const auto earlier = std::ranges::count(*before_->documents, document.code, &Document::code);
    document.version = 1 + static_cast<int>(earlier);
    set("document", document.code, encode(document));
  }
  void operator()(const Migrate& ask) {
    set("migrated", std::string(migration_event),
        {{"from", encode(ask.from)},
         {"to", encode(ask.to)},
         {"reason", ask.reason},
         {"accepted", JsonArray(ask.accepted.begin(), ask.accepted.end())}});
  }
  void operator()(const Fire& ask) { set("timer", ask.timer_id, {{"timer_id", ask.timer_id}}); }

 private:
  void set(const char* kind, std::string name, JsonObject data) {
    event_.kind = kind;
    event_.name = std::move(name);
    event_.data = stored(std::move(data));
  }
  Event& event_;
  const Snapshot* before_;
};

}  // namespace

Event record(const Snapshot* before, const Command& command) {
  Event event;
  event.seq = before == nullptr ? 1 : before->version + 1;
  event.actor = with_ordered_roles(command.facts, command.actor);
  event.at = command.now;
  event.facts = stored(command.facts);
  event.calendar_id = command.calendar_id;
  std::visit(Record(event, before), command.what);
  return event;
}

What what_of(const Event& event) {
  const JsonObject& data = event.data;
  if (event.kind == "opened") {
    return Open{string_or(data, "id"), string_or(data, "title"), object_in(data, "policy"),
                object_in(data, "data")};
  }
  if (event.kind == "sent") {
    return Send{string_or(data, "event"), object_in(data, "data"), object_in(data, "signature")};
  }
  if (event.kind == "timer") return Fire{string_or(data, "timer_id")};
  if (event.kind == "migrated") return migrate_of(data);
  ensure(event.kind == "document", "a stored event is opened, sent, document, timer or migrated");
  auto document = decode_document(data);
  ensure(document.has_value(), "a stored document has all of its members");
  return AddDocument{std::move(*document)};
}

std::optional<Pin> moved_from(const Event& event) {
  if (event.kind != "migrated") return std::nullopt;
  return pin_in(event.data, "from");
}

std::optional<Pin> moved_to(const Event& event) {
  if (event.kind != "migrated") return std::nullopt;
  return pin_in(event.data, "to");
}

}  // namespace gavel::matter
