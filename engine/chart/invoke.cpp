// Child sessions (SCXML 6.4, 6.5): begun when the macrostep that entered their state is over, ended
// with that state, and heard only while it is active.
#include <algorithm>

#include "engine/chart/machine.hpp"

namespace gavel::chart {
namespace {

std::unexpected<Failure> failure(Sentence says) {
  return std::unexpected(Failure{.says = std::move(says)});
}

std::unexpected<Failure> unreachable(Sentence says) {
  return std::unexpected(Failure{"error.communication", std::move(says)});
}

bool is_scxml(std::string_view type) {
  if (type.ends_with('/')) type.remove_suffix(1);
  return type.empty() || type == "scxml" || type == "http://www.w3.org/TR/scxml";
}

}  // namespace

void Machine::adopt_children() {
  for (Child& each : session_.children) {
    if (each.session == nullptr) continue;
    // Sessions are values: whoever else holds this child must not see it change.
    if (each.session.use_count() > 1) each.session = std::make_shared<Session>(*each.session);
    children_.emplace_back(new Machine(*this, each));
  }
}

void Machine::invoke_all() {
  const std::vector<StateIndex> states = std::exchange(to_invoke_, {});
  for (const StateIndex index : states) {
    const State& state = chart_->states[index];
    for (std::uint32_t i = 0; i < state.invokes.size(); ++i) {
      if (!world_.may_step()) return;
      const Performed done = invoke(state, i);
      if (!done) fail(done.error(), "invoke", state.invokes[i].place);
    }
  }
}

Performed Machine::invoke(const State& state, std::uint32_t index) {
  const Invoke& what = state.invokes[index];
  if (!what.faulty.empty()) return failure(what.faulty);
  const auto type = text_of(what.type);
  if (!type) return std::unexpected(type.error());
  if (!is_scxml(*type)) return failure(Sentence{"not-invocable", {{"type", *type}}});
  Child child{.invoke_id = what.id,
              .state = state.index,
              .invoke = index,
              .autoforward = what.autoforward,
              .source = "",
              .chart = nullptr,
              .session = std::make_shared<Session>()};
  if (child.invoke_id.empty()) child.invoke_id = generated_id(state.id);
  if (what.id_location) {
    const auto done = what.id_location->assign(session_.data, Json(child.invoke_id), scope_);
    if (!done) return failure(done.error().says);
  }
  auto passed = gather(what.namelist, what.params);
  if (!passed) return std::unexpected(passed.error());
  auto chart = chart_of(what, child.source);
  if (!chart) return std::unexpected(chart.error());
  child.chart = std::move(*chart);
  if (depth_ + 1 > invoke_depth_limit) return unreachable(Sentence{"invoked-too-deep"});
  child.session->id = generated_id(session_.id);
  session_.children.push_back(child);
  Machine& machine = *children_.emplace_back(new Machine(*this, child));
  machine.start(*passed);
  return {};
}

std::expected<std::shared_ptr<const Chart>, Failure> Machine::chart_of(const Invoke& what,
                                                                       std::string& source) const {
  if (what.child != nullptr) return what.child;
  auto text = source_of(what);
  if (!text) return std::unexpected(text.error());
  ReadOptions options;
  options.lenient = true;

  ReadResult result = read(*text, "invoked", options);
  if (result.chart == nullptr) {
    const auto error =
        std::ranges::find(result.diagnostics, Diagnostic::Severity::error, &Diagnostic::severity);
    if (error == result.diagnostics.end()) return unreachable(Sentence{"invoked-unreadable"});
    return unreachable(Sentence{"invoked-unreadable",
                                "because",
                                {{"line", error->place.line},
                                 {"column", error->place.column},
                                 {"reason", as_value(error->says)}}});
  }
  source = std::move(*text);
  return result.chart;
}

std::expected<std::string, Failure> Machine::source_of(const Invoke& what) const {
  if (what.content) {
    const auto value = value_of(*what.content);
    if (!value) return std::unexpected(value.error());
    const Json* json = std::get_if<Json>(&*value);
    if (json == nullptr || !json->is_string()) return failure(Sentence{"content-no-chart"});
    return std::string(json->get_string());
  }
  const auto uri = text_of(what.src);
  if (!uri) return std::unexpected(uri.error());
  if (world_.surroundings.sources == nullptr)
    return unreachable(Sentence{"no-sources", {{"source", *uri}}});
  auto text = world_.surroundings.sources->fetch(*uri);
  if (!text) return unreachable(Sentence{"not-fetched", {{"reason", text.error()}}});
  return std::move(*text);
}

/// What an external event means to the invoked sessions before it is processed: <finalize> of the
/// one that sent it, and copies to those that are to get every event.
void Machine::pass_to_children(const Event& event) {
  if (session_.children.empty()) return;
  const std::vector<Child> all = session_.children;
  for (const Child& each : all) {
    if (!event.invoke_id.empty() && each.invoke_id == event.invoke_id) finalize(each);
    if (!each.autoforward) continue;
    if (Machine* machine = child(each.invoke_id)) machine->accept(event);
  }
}

/// An empty <finalize> writes back what the event brings under the names that were passed.
void Machine::finalize(const Child& child) {
  const Invoke& what = chart_->states[child.state].invokes[child.invoke];
  if (!what.finalize) return;
  if (!what.finalize->empty()) {
    perform(*what.finalize);
    return;
  }
  const Json* data = std::get_if<Json>(&current_->data);
  if (data == nullptr || !data->is_object()) return;
  const auto write = [&](const std::string& name, const Variable& variable) {
    const Json* value = data->get_object().if_contains(name);
    if (value == nullptr) return;
    const auto done = variable.location.assign(session_.data, *value, scope_);
    if (!done) fail({.says = done.error().says}, "finalize", what.place);
  };
  for (const Variable& variable : what.namelist) write(variable.location.text(), variable);
  for (const Param& param : what.params)
    if (param.location) write(param.name, *param.location);
}

void Machine::cancel_invokes(StateIndex state) {
  std::vector<std::string> ended;
  for (const Child& each : session_.children)
    if (each.state == state) ended.push_back(each.invoke_id);
  for (const std::string& id : ended) {
    if (Machine* machine = child(id)) {
      machine->cancelled_ = true;
      machine->exit_interpreter();
    }
    std::erase_if(children_, [&](const auto& each) { return each->invoke_id_ == id; });
    std::erase_if(session_.children,
                  [&](const Child& each) { return each.invoke_id == id && each.state == state; });
  }
}

void Machine::child_done(const std::string& invoke_id, const expression::Value& data) {
  for (Child& each : session_.children)
    if (each.invoke_id == invoke_id) each.session = nullptr;
  accept({.name = "done.invoke." + invoke_id,
          .type = Event::Type::external,
          .invoke_id = invoke_id,
          .data = data});
}

/// SCXML 6.2.4: what has not been delivered when its session ends never is.
void Machine::drop_pending() {
  for (const PendingSend& pending : session_.pending)
    world_.effects.emplace_back(TimerCancelled{path_ + pending.timer});
  session_.pending.clear();
}

Machine* Machine::child(std::string_view invoke_id) const {
  for (const auto& each : children_)
    if (each->invoke_id_ == invoke_id && each->session_.running) return each.get();
  return nullptr;
}

}  // namespace gavel::chart
