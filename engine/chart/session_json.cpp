// A session as JSON and back: states by id, so that the text means something to people and survives
// a new reading of the same chart. Members that say nothing are left out.
#include <algorithm>

#include "engine/chart/scope.hpp"

namespace gavel::chart {
namespace {

JsonArray ids_of(const Chart& chart, std::span<const StateIndex> states) {
  JsonArray ids;
  ids.reserve(states.size());
  for (const StateIndex state : states) ids.emplace_back(chart.states[state].id);
  return ids;
}

void put(JsonObject& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out[key] = value;
}

JsonObject encode(const Event& event) {
  JsonObject out{{"name", event.name}, {"type", name_of(event.type)}};
  put(out, "send_id", event.send_id);
  put(out, "origin", event.origin);
  put(out, "origin_type", event.origin_type);
  put(out, "invoke_id", event.invoke_id);
  if (const Json* data = std::get_if<Json>(&event.data)) out["data"] = *data;
  return out;
}

JsonObject encode(const PendingSend& pending) {
  JsonObject out{{"timer", pending.timer},
                 {"id", pending.id},
                 {"due", pending.due.time_since_epoch().count()},
                 {"event", encode(pending.event)}};
  put(out, "target", pending.target);
  put(out, "type", pending.type);
  return out;
}

JsonObject encode(const Chart& chart, const Child& child) {
  JsonObject out{{"invoke_id", child.invoke_id},
                 {"state", chart.states[child.state].id},
                 {"invoke", child.invoke}};
  if (child.autoforward) out["autoforward"] = true;
  put(out, "source", child.source);
  if (child.session != nullptr) out["session"] = encode(*child.chart, *child.session);
  return out;
}

/// Reads members with a first error that stays: what follows it gives empty values.
class Decoder {
 public:
  explicit Decoder(const std::shared_ptr<const Chart>& chart) : chart_(chart) {}

  std::expected<Session, std::string> run(const JsonObject& in) {
    Session out;
    out.id = text(in, "id");
    out.running = !in.contains("ended");
    out.configuration = states(in, "states");
    history(in, out);
    if (const Json* data = in.if_contains("data"))
      data->is_object() ? void(out.data = data->get_object()) : wrong("data");
    for (const Json& each : list(in, "pending")) out.pending.push_back(pending(object(each)));
    for (const Json& each : list(in, "children")) out.children.push_back(child(object(each)));
    out.entered_before = states(in, "initialised");
    out.next_id = static_cast<std::uint64_t>(number(in, "next_id", 0));
    if (const Json* done = in.if_contains("done_data")) out.done_data = *done;
    if (!error_.empty()) return std::unexpected(error_);
    return out;
  }

 private:
  void wrong(std::string_view member) {
    if (error_.empty()) error_ = "the member '" + std::string(member) + "' is malformed";
  }
  const JsonObject& object(const Json& value) {
    static const JsonObject empty;
    if (value.is_object()) return value.get_object();
    wrong("session");
    return empty;
  }
  std::string text(const JsonObject& in, std::string_view key) {
    const Json* value = in.if_contains(key);
    if (value == nullptr) return "";
    if (value->is_string()) return std::string(value->get_string());
    wrong(key);
    return "";
  }
  std::int64_t number(const JsonObject& in, std::string_view key, std::int64_t fallback) {
    const Json* value = in.if_contains(key);
    if (value == nullptr) return fallback;
    if (value->is_int64()) return value->get_int64();
    if (value->is_uint64()) return static_cast<std::int64_t>(value->get_uint64());
    wrong(key);
    return fallback;
  }
  const JsonArray& list(const JsonObject& in, std::string_view key) {
    static const JsonArray empty;
    const Json* value = in.if_contains(key);
    if (value == nullptr) return empty;
    if (value->is_array()) return value->get_array();
    wrong(key);
    return empty;
  }
  StateIndex state(std::string_view id) {
    if (const State* found = chart_->find(id)) return found->index;
    if (error_.empty()) error_ = "the chart has no state '" + std::string(id) + "'";
    return 0;
  }
  std::vector<StateIndex> states(const JsonObject& in, std::string_view key) {
    return states(list(in, key), key);
  }
  std::vector<StateIndex> states(const JsonArray& ids, std::string_view key) {
    std::vector<StateIndex> out;
    out.reserve(ids.size());
    for (const Json& id : ids) id.is_string() ? out.push_back(state(id.get_string())) : wrong(key);
    std::ranges::sort(out);
    return out;
  }
  void history(const JsonObject& in, Session& out) {
    const Json* all = in.if_contains("history");
    if (all == nullptr) return;
    for (const auto& [id, ids] : object(*all))
      ids.is_array() ? void(out.history[state(id)] = states(ids.get_array(), "history"))
                     : wrong("history");
  }
  Event event(const JsonObject& in) {
    Event out{.name = text(in, "name")};
    const std::string type = text(in, "type");
    if (type == "platform") out.type = Event::Type::platform;
    if (type == "internal") out.type = Event::Type::internal;
    out.send_id = text(in, "send_id");
    out.origin = text(in, "origin");
    out.origin_type = text(in, "origin_type");
    out.invoke_id = text(in, "invoke_id");
    if (const Json* data = in.if_contains("data")) out.data = *data;
    return out;
  }
  PendingSend pending(const JsonObject& in) {
    PendingSend out;
    out.timer = text(in, "timer");
    out.id = text(in, "id");
    out.due = Instant(std::chrono::milliseconds(number(in, "due", 0)));
    if (const Json* sent = in.if_contains("event")) out.event = event(object(*sent));
    out.target = text(in, "target");
    out.type = text(in, "type");
    return out;
  }
  Child child(const JsonObject& in) {
    Child out;
    out.invoke_id = text(in, "invoke_id");
    out.state = state(text(in, "state"));
    out.invoke = static_cast<std::uint32_t>(number(in, "invoke", 0));
    out.autoforward = in.contains("autoforward");
    out.source = text(in, "source");
    const auto& invokes = chart_->states[out.state].invokes;
    if (out.invoke >= invokes.size()) {
      wrong("invoke");
      return out;
    }
    const Json* session = in.if_contains("session");
    if (session == nullptr) return out;
    out.chart = invokes[out.invoke].child;
    if (out.chart == nullptr) {
      ReadOptions options;
      options.lenient = true;
      out.chart = read(out.source, "invoked", options).chart;
    }
    if (out.chart == nullptr) {
      wrong("source");
      return out;
    }
    auto inner = decode(out.chart, object(*session));
    if (inner)
      out.session = std::make_shared<Session>(std::move(*inner));
    else if (error_.empty())
      error_ = inner.error();
    return out;
  }

  const std::shared_ptr<const Chart>& chart_;
  std::string error_;
};

}  // namespace

JsonObject encode(const Chart& chart, const Session& session) {
  JsonObject out{{"id", session.id}, {"states", ids_of(chart, session.configuration)}};
  if (!session.running) out["ended"] = true;
  if (!session.history.empty()) {
    JsonObject history;
    for (const auto& [state, remembered] : session.history)
      history[chart.states[state].id] = ids_of(chart, remembered);
    out["history"] = std::move(history);
  }
  out["data"] = session.data.object();
  if (!session.pending.empty()) {
    JsonArray& pending = out["pending"].emplace_array();
    for (const PendingSend& each : session.pending) pending.emplace_back(encode(each));
  }
  if (!session.children.empty()) {
    JsonArray& children = out["children"].emplace_array();
    for (const Child& each : session.children) children.emplace_back(encode(chart, each));
  }
  if (!session.entered_before.empty()) out["initialised"] = ids_of(chart, session.entered_before);
  if (session.next_id != 0) out["next_id"] = session.next_id;
  if (!session.done_data.is_null()) out["done_data"] = session.done_data;
  return out;
}

std::expected<Session, std::string> decode(const std::shared_ptr<const Chart>& chart,
                                           const JsonObject& encoded) {
  return Decoder(chart).run(encoded);
}

}  // namespace gavel::chart
