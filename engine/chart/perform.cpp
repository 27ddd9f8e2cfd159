// Executable content (SCXML 4): each element happens or becomes an error event that ends its block.
#include "engine/chart/machine.hpp"

namespace gavel::chart {
namespace {

std::unexpected<Failure> failure(const expression::Error& error) {
  return std::unexpected(Failure{.says = error.says});
}

std::string logged(const expression::Value& value) {
  const Json* json = std::get_if<Json>(&value);
  if (json != nullptr && json->is_structured()) return json_text(*json);
  return expression::to_string(value);
}

}  // namespace

bool Machine::perform(const Block& block) {
  for (const Action& action : block)
    if (!perform(action)) return false;
  return true;
}

bool Machine::perform(const Action& action) {
  if (!world_.may_act()) return false;
  if (const auto* what = std::get_if<If>(&action.what)) return perform_if(action, *what);
  if (const auto* what = std::get_if<Foreach>(&action.what)) return perform_foreach(action, *what);
  std::string send_id;
  Performed done;
  if (const auto* faulty = std::get_if<Faulty>(&action.what))
    done = std::unexpected(Failure{.says = faulty->says});
  else if (const auto* event = std::get_if<Raise>(&action.what))
    raise({.name = event->event, .type = Event::Type::internal, .data = {}});
  else if (const auto* log = std::get_if<Log>(&action.what))
    done = perform(*log);
  else if (const auto* assign = std::get_if<Assign>(&action.what))
    done = perform(*assign);
  else if (const auto* script = std::get_if<RunScript>(&action.what))
    done = perform(*script);
  else if (const auto* send = std::get_if<Send>(&action.what))
    done = perform(*send, send_id);
  else if (const auto* cancel = std::get_if<Cancel>(&action.what))
    done = perform(*cancel);
  if (!done) fail(done.error(), action.tag, action.place, send_id);
  return done.has_value();
}

/// A cond that cannot be evaluated is false and raises error.execution (SCXML 5.9); the block goes
/// on.
bool Machine::perform_if(const Action& action, const If& what) {
  for (const Branch& branch : what.branches) {
    bool holds = !branch.cond && branch.faulty.empty();
    if (!branch.faulty.empty()) {
      fail({.says = branch.faulty}, action.tag, action.place);
    } else if (branch.cond) {
      const auto result = branch.cond->test(scope_);
      if (!result) fail({.says = result.error().says}, action.tag, action.place);
      holds = result && *result;
    }
    if (holds) return perform(branch.block);
  }
  return true;
}

bool Machine::perform_foreach(const Action& action, const Foreach& what) {
  const auto value = what.array.evaluate(scope_);
  const Json* list = value ? std::get_if<Json>(&*value) : nullptr;
  if (list == nullptr || !list->is_array()) {
    fail({.says = value ? Sentence{"no-array", {{"text", what.array.text()}}} : value.error().says},
         action.tag, action.place);
    return false;
  }
  // Its items become variables.
  if (const auto keepable = expression::check_keepable(*value); !keepable) {
    fail({.says = keepable.error().says}, action.tag, action.place);
    return false;
  }
  std::int64_t index = 0;
  for (const Json& item : list->get_array()) {
    if (!world_.may_act()) return false;
    session_.data.set(what.item, item);
    if (!what.index.empty()) session_.data.set(what.index, index);
    ++index;
    if (!perform(what.block)) return false;
  }
  return true;
}

Performed Machine::perform(const Log& log) {
  std::string value;
  if (log.value) {
    const auto result = log.value->evaluate(scope_);
    if (!result) return failure(result.error());
    value = logged(*result);
  }
  world_.effects.emplace_back(Logged{log.label, std::move(value)});
  return {};
}

Performed Machine::perform(const Assign& assign) {
  expression::Value value;
  if (assign.has_literal) value = assign.literal;
  if (assign.value) {
    auto result = assign.value->evaluate(scope_);
    if (!result) return failure(result.error());
    value = std::move(*result);
  }
  const auto done = assign.location.assign(session_.data, std::move(value), scope_);
  if (!done) return failure(done.error());
  return {};
}

Performed Machine::perform(const RunScript& script) {
  const auto done = script.script.run(session_.data, scope_);
  if (!done) return failure(done.error());
  return {};
}

void Machine::raise(Event event, std::size_t effect) {
  if (internal_.size() >= queue_limit) world_.runaway = true;
  if (!world_.runaway) internal_.push_back({std::move(event), effect});
}

void Machine::fail(const Failure& failure, std::string_view tag, const Place& place,
                   std::string send_id) {
  const std::size_t effect = world_.effects.size();
  world_.effects.emplace_back(ErrorRaised{
      failure.event,
      Sentence{"raised",
               {{"tag", tag}, {"line", place.line}, {"reason", as_value(failure.says)}}}});
  // What a chart can read it can keep: the English of a reason is as good as recorded, and replay
  // gives the same only as long as it stays.
  JsonObject data{{"tagname", tag},
                  {"line", place.line},
                  {"column", place.column},
                  {"reason", in_words(failure.says).en}};
  raise({.name = failure.event,
         .type = Event::Type::platform,
         .send_id = std::move(send_id),
         .data = Json(std::move(data))},
        effect);
}

}  // namespace gavel::chart
