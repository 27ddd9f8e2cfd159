// <send>, <cancel> and where events go (SCXML 6.2, 6.3 and appendix C.1).
#include <algorithm>
#include <charconv>

#include "engine/chart/delay.hpp"
#include "engine/chart/machine.hpp"

namespace gavel::chart {
namespace {

std::unexpected<Failure> failure(Sentence says) {
  return std::unexpected(Failure{.says = std::move(says)});
}

std::unexpected<Failure> unreachable(const std::string& target) {
  return std::unexpected(
      Failure{"error.communication", Sentence{"unreachable-target", {{"target", target}}}});
}

bool is_scxml(std::string_view type) {
  return type.empty() || type == "scxml" || type == scxml_processor;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_delay(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc() || !(number >= 0) || text.starts_with('-')) return std::nullopt;
  if (unit == "s")
    number *= 1000;
  else if (unit == "m")
    number *= 60'000;
  else if (unit == "h")
    number *= 3'600'000;
  else if (unit == "d")
    number *= 86'400'000;
  else if (unit != "ms" && number != 0)
    return std::nullopt;
  if (number > 3.2e13) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(number));
}

Performed Machine::perform(const Send& send, std::string& send_id) {
  send_id = send.id;
  if (send.id_location) {
    send_id = generated_id("send");
    const auto done = send.id_location->assign(session_.data, Json(send_id), scope_);
    if (!done) return failure(done.error().says);
  }
  const auto name = text_of(send.event), target = text_of(send.target), type = text_of(send.type),
             delay_text = text_of(send.delay);
  for (const auto* each : {&name, &target, &type, &delay_text})
    if (!*each) return std::unexpected(each->error());
  auto passed = gather(send.namelist, send.params);
  if (!passed) return std::unexpected(passed.error());

  PendingSend out{
      .timer = "", .id = send_id, .due = {}, .event = {}, .target = *target, .type = *type};
  out.event.name = *name;
  out.event.send_id = send_id;
  if (send.content) {
    auto value = value_of(*send.content);
    if (!value) return std::unexpected(value.error());
    out.event.data = std::move(*value);
  } else if (!send.namelist.empty() || !send.params.empty()) {
    out.event.data = Json(std::move(*passed).object());
  }
  const auto delay = send.delay.present ? parse_delay(*delay_text) : std::chrono::milliseconds(0);
  if (!delay) return failure(Sentence{"no-delay", {{"given", *delay_text}}});

  if (is_scxml(out.type)) {
    if (out.event.name.empty()) return failure(Sentence{"nameless-event"});
    if (!target->empty() && !target->starts_with("#_"))
      return failure(Sentence{"no-target", {{"target", *target}}});
    const bool internal = *target == "#_internal";
    if (internal && send.delay.present) return failure(Sentence{"internal-delayed"});
    out.event.type = internal ? Event::Type::internal : Event::Type::external;
    if (!internal) {
      out.event.origin = address_of(session_);
      out.event.origin_type = scxml_processor;
    }
  } else if (world_.surroundings.outside_types.empty() ||
             !out.type.starts_with(world_.surroundings.outside_types)) {
    return failure(Sentence{"unsupported-type", {{"type", out.type}}});
  }
  if (delay->count() == 0) return deliver(std::move(out));
  if (session_.pending.size() >= pending_limit) return failure(Sentence{"too-many-pending"});
  out.due = world_.surroundings.now + *delay;
  arm(std::move(out));
  return {};
}

Performed Machine::perform(const Cancel& cancel) {
  const auto id = text_of(cancel.sendid);
  if (!id) return std::unexpected(id.error());
  std::erase_if(session_.pending, [&](const PendingSend& pending) {
    if (pending.id != *id) return false;
    world_.effects.emplace_back(TimerCancelled{path_ + pending.timer});
    return true;
  });
  return {};
}

void Machine::arm(PendingSend pending) {
  if (pending.id.empty()) pending.id = generated_id("send");
  pending.timer = pending.id;
  const auto taken = [&](const PendingSend& other) { return other.timer == pending.timer; };
  if (std::ranges::any_of(session_.pending, taken)) pending.timer = generated_id(pending.id, '~');
  world_.effects.emplace_back(TimerArmed{path_ + pending.timer, pending.event.name, pending.due});
  const auto at = std::ranges::upper_bound(session_.pending, pending.due, {}, &PendingSend::due);
  session_.pending.insert(at, std::move(pending));
}

Performed Machine::deliver(PendingSend send) {
  if (!is_scxml(send.type)) {
    Json* data = std::get_if<Json>(&send.event.data);
    world_.effects.emplace_back(Sent{send.id.empty() ? generated_id("send") : send.id, send.type,
                                     send.target, send.event.name,
                                     data == nullptr ? Json() : std::move(*data)});
    return {};
  }
  if (send.target.empty()) {
    accept(std::move(send.event));
  } else if (send.target == "#_internal") {
    raise(std::move(send.event));
  } else if (send.target == "#_parent") {
    if (parent_ == nullptr) return unreachable(send.target);
    send.event.invoke_id = invoke_id_;
    // SCXML 6.4.3: after it has cancelled a session, a parent hears nothing more from it.
    if (!cancelled_) parent_->accept(std::move(send.event));
  } else {
    Machine* to = send.target.starts_with("#_scxml_")
                      ? world_.root->find_session(std::string_view(send.target).substr(8))
                      : child(std::string_view(send.target).substr(2));
    if (to == nullptr) return unreachable(send.target);
    to->accept(std::move(send.event));
  }
  return {};
}

bool Machine::fire(std::string_view timer) {
  const auto found = std::ranges::find_if(
      session_.pending, [&](const PendingSend& pending) { return timer == path_ + pending.timer; });
  if (found == session_.pending.end())
    return std::ranges::any_of(
        children_, [&](const auto& each) { return each->session_.running && each->fire(timer); });
  PendingSend pending = std::move(*found);
  session_.pending.erase(found);
  const std::string send_id = pending.id;
  const auto done = deliver(std::move(pending));
  if (!done) {
    fail(done.error(), "send", {}, send_id);
    settle();
  }
  return true;
}

/// Ids are counted, never random: replay gives the same.
std::string Machine::generated_id(std::string_view prefix, char mark) {
  return std::string(prefix) + mark + std::to_string(++session_.next_id);
}

Machine* Machine::find_session(std::string_view id) {
  if (session_.id == id && session_.running) return this;
  for (const auto& each : children_)
    if (Machine* found = each->find_session(id)) return found;
  return nullptr;
}

}  // namespace gavel::chart
