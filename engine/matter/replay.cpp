#include "engine/base/ensure.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::matter {
namespace {

JsonObject member(const JsonObject& data, std::string_view name) {
  const Json* value = data.if_contains(name);
  return value != nullptr && value->is_object() ? value->get_object() : JsonObject{};
}

/// The command that led to `event`.
What command_of(const Event& event) {
  if (event.kind == "opened") {
    return Open{string_or(event.data, "id"), string_or(event.data, "title"), member(event.data, "policy"), member(event.data, "data")};
  }
  if (event.kind == "sent") return Send{string_or(event.data, "event"), member(event.data, "data"), member(event.data, "signature")};
  if (event.kind == "timer") return Fire{string_or(event.data, "timer_id")};
  ensure(event.kind == "document", "a stored event is opened, sent, document or timer");
  Document document;
  document.id = string_or(event.data, "id");
  document.code = string_or(event.data, "code");
  document.title = string_or(event.data, "title");
  document.filename = string_or(event.data, "filename");
  document.media_type = string_or(event.data, "media_type");
  document.sha256 = string_or(event.data, "sha256");
  const Json* size = event.data.if_contains("size");
  ensure(size != nullptr && size->is_number(), "a stored document has its size");
  document.size = size->to_number<std::uint64_t>();
  return AddDocument{std::move(document)};
}

}  // namespace

Snapshot replay(const procedure::Procedure& procedure, std::optional<Snapshot> from, std::span<const Event> events,
                const CalendarById& calendars) {
  for (const Event& event : events) {
    ensure(event.seq == (from ? from->version + 1 : 1), "stored events follow one another without a gap");
    const Command command{command_of(event), event.actor, event.at, event.facts, event.calendar_id};
    auto accepted = decide(procedure, from ? &*from : nullptr, command, calendars(event.calendar_id));
    ensure(accepted.has_value(), "what was accepted once is accepted again");
    ensure(accepted->event.entered == event.entered && accepted->event.exited == event.exited,
           "a stored event enters and leaves the states it is stored with");
    from = std::move(accepted->next);
  }
  ensure(from.has_value(), "a matter has at least the event that opened it");
  return std::move(*from);
}

}  // namespace gavel::matter
