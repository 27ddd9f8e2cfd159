// Writes the lawful course as JSON for tests/bench/xstate.mjs: of each event its name, its data,
// what `_x` holds, what the host functions answered, and the states it leads to.
#include <cstdio>

#include "engine/base/ensure.hpp"
#include "engine/matter/judge.hpp"
#include "tests/bench/course.hpp"

namespace {

using namespace gavel;

/// Remembers every answer, by the call as text: `reached('T02')` is `reached["T02"]`.
class Recorder final : public chart::HostFunctions {
 public:
  explicit Recorder(const chart::HostFunctions& inner) : inner_(inner) {}

  [[nodiscard]] std::expected<expression::Value, expression::Error> call(
      std::string_view name, expression::Arguments arguments,
      const expression::Scope& scope) const override {
    auto answer = inner_.call(name, arguments, scope);
    JsonArray given;
    for (const Json* argument : arguments)
      given.push_back(argument == nullptr ? Json(nullptr) : *argument);
    const Json* value = answer ? std::get_if<Json>(&*answer) : nullptr;
    if (value != nullptr) answers[std::string(name) + json_text(given)] = *value;
    return answer;
  }

  mutable JsonObject answers;

 private:
  const chart::HostFunctions& inner_;
};

JsonObject written(const bench::Step& step) {
  const auto& procedure = bench::major_decision();
  const auto& command = step.command;
  const auto* send = std::get_if<matter::Send>(&command.what);
  const matter::Context context(procedure, step.before,
                                {command.actor, command.facts, command.now, bench::calendar(),
                                 send == nullptr ? nullptr : &send->signature, nullptr});
  chart::Surroundings around = context.surroundings();
  const Recorder recorder(*around.functions);
  around.functions = &recorder;
  const auto event = matter::external(step.event, send == nullptr ? JsonObject{} : send->data);
  const auto taken = chart::enabled(*procedure.chart, step.before.session, event, around);
  const auto type = procedure.events.find(step.event);
  for (const std::string& id : matter::rules_for(
           procedure, type == procedure.events.end() ? nullptr : &type->second, taken)) {
    (void)chart::evaluate(*procedure.chart, step.before.session, event, around,
                          procedure.rules.find(id)->second.test);
  }
  const auto accepted = decide(procedure, &step.before, command, bench::calendar());
  ensure(accepted.has_value(), "a step of the lawful course is accepted");
  (void)chart::step(procedure.chart, step.before.session, event, around);
  JsonArray states;
  for (const std::string& id : configuration(procedure, accepted->next)) states.emplace_back(id);
  return {{"event", step.event},
          {"data", *std::get_if<Json>(&event.data)},
          {"x", around.x->whole()},
          {"answers", recorder.answers},
          {"states", std::move(states)}};
}

}  // namespace

int main() {
  JsonArray steps;
  for (const bench::Step& step : bench::lawful_course()) steps.push_back(written(step));
  const auto& first = bench::lawful_course().front().before;
  JsonArray states;
  for (const std::string& id : configuration(bench::major_decision(), first))
    states.emplace_back(id);
  std::puts(json_text(JsonObject{{"data", first.session.data.object()},
                                 {"states", std::move(states)},
                                 {"steps", std::move(steps)}})
                .c_str());
}
