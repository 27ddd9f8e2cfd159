// A plan as JSON: every change with its sentence, so that a client without a catalogue can show it.
#include "api/routes/failure.hpp"
#include "api/routes/version_words.hpp"
#include "api/routes/views.hpp"

namespace gavel::api {
namespace {

using How = chart::CarriedTimer::How;

Text title_of(const procedure::Procedure& procedure, const std::string& state) {
  const auto index = procedure.chart->by_id.find(state);
  if (index == procedure.chart->by_id.end()) return {};
  const auto title = procedure.state_titles.find(index->second);
  return title == procedure.state_titles.end() ? Text{} : title->second;
}

JsonArray role_titles(const procedure::Procedure& procedure,
                      const std::vector<std::string>& roles) {
  JsonArray list;
  for (const std::string& role : roles) {
    const auto known = procedure.roles.find(role);
    list.push_back(known == procedure.roles.end() ? Json(role) : Json(view(known->second.title)));
  }
  return list;
}

JsonObject obstacle_view(const migration::Obstacle& obstacle, const migration::Plan& plan,
                         const procedure::Procedure& to) {
  JsonArray rules;
  for (const matter::UnmetRule& rule : obstacle.rules) rules.push_back(view(rule));
  const Text sentence = obstacle.rules.empty()
                            ? version_sentence("obstacle " + obstacle.code,
                                               {{"state", obstacle.state},
                                                {"other", obstacle.other},
                                                {"from", plan.from.version},
                                                {"to", plan.to.version},
                                                {"detail", view(in_words(obstacle.detail))},
                                                {"steps", array(obstacle.steps)},
                                                {"roles", role_titles(to, obstacle.roles)}})
                            : rule_sentences(obstacle.rules);
  return {{"code", obstacle.code},         {"says", view(sentence)},
          {"state", obstacle.state},       {"other", obstacle.other},
          {"rules", std::move(rules)},     {"steps", array(obstacle.steps)},
          {"roles", array(obstacle.roles)}};
}

/// The changes one after the other, in the order in which a reader wants them.
class Changes {
 public:
  Changes(const migration::Plan& plan, const procedure::Procedure& from,
          const procedure::Procedure& to)
      : plan_(plan), from_(from), to_(to) {}

  JsonArray list() {
    for (const std::string& id : plan_.exited) state("exited", id, from_);
    for (const std::string& id : plan_.entered) state("entered", id, to_);
    for (const auto& step : plan_.steps) this->step(step);
    for (const auto& task : plan_.tasks) this->task(task);
    for (const auto& clock : plan_.clocks) {
      add("clock", "plan clock", clock.id, clock.title, day(clock.before), day(clock.after));
    }
    for (const auto& timer : plan_.carried.timers) this->timer(timer);
    for (const auto& policy : plan_.policy) {
      add("parameter", "plan policy", policy.name, {}, policy.before.value_or(Json()),
          policy.after.value_or(Json()));
    }
    for (const auto& datum : plan_.carried.added) {
      add("data", "plan data added", datum.name, {}, Json(), datum.value);
    }
    for (const auto& datum : plan_.carried.dropped) {
      add("data", "plan data dropped", datum.name, {}, datum.value, Json());
    }
    for (const std::string& id : plan_.carried.forgotten) add("history", "plan history", id);
    for (const std::string& code : plan_.documents) add("document", "plan document", code);
    return std::move(list_);
  }

 private:
  JsonObject& add(std::string_view what, const std::string& key, const std::string& id,
                  const Text& title = {}, const Json& before = Json(), const Json& after = Json(),
                  const JsonObject& aspects = {}) {
    const Text sentence = version_sentence(key, {{"id", id},
                                                 {"title", titled(title)},
                                                 {"before", version_value(before)},
                                                 {"after", version_value(after)},
                                                 {"aspects", aspects}});
    list_.push_back(JsonObject{{"what", what},
                               {"id", id},
                               {"says", view(sentence)},
                               {"before", before},
                               {"after", after}});
    return list_.back().as_object();
  }

  static Json day(const std::optional<calendar::Deadline>& due) {
    return due ? Json(to_string(due->last)) : Json();
  }

  void state(const char* how, const std::string& id, const procedure::Procedure& procedure) {
    add(how, std::string("plan ") + how, id, title_of(procedure, id));
  }

  /// What was so before and stays so needs no line.
  void step(const migration::StepStanding& step) {
    using soundness::Standing;
    const bool is_news = step.is_new || step.standing == Standing::avoidable;
    if (!is_news) return;
    const std::string standing(name(step.standing));
    JsonObject& line = add("step", "plan step " + standing, step.id, step.title);
    line["standing"] = standing;
    line["citations"] = view(step.citations);
  }

  void timer(const chart::CarriedTimer& timer) {
    const auto at = [](const std::optional<Instant>& instant) {
      return instant ? Json(to_string(*instant)) : Json();
    };
    const auto tell = [&](const char* key) {
      add("timer", key, timer.id, {}, at(timer.before), at(timer.after));
    };
    if (timer.how == How::moved) tell("plan timer moved");
    if (timer.how == How::armed) tell("plan timer armed");
    if (timer.how == How::dropped) tell("plan timer dropped");
  }

  void task(const migration::TaskChange& task) {
    std::vector<Text> said;
    const auto tell = [&](const char* key, const std::vector<std::string>& rules) {
      if (!rules.empty()) said.push_back(version_sentence(key, {{"rules", array(rules)}}));
    };
    const bool stays = task.before && task.after;
    if (stays) {
      tell("task rules added", task.rules_added);
      tell("task rules removed", task.rules_removed);
      tell("task blocked", without(task.unmet_after, task.unmet_before));
      tell("task freed", without(task.unmet_before, task.unmet_after));
      if (task.who_before != task.who_after) {
        said.push_back(version_sentence(
            "task who", {{"before", array(task.who_before)}, {"after", array(task.who_after)}}));
      }
    }
    const char* key = stays        ? "plan task changed"
                      : task.after ? "plan task added"
                                   : "plan task removed";
    JsonObject& line =
        add("task", key, task.event, task.title, task.before, task.after, view(joined(said)));
    line["rules_added"] = array(task.rules_added);
    line["rules_removed"] = array(task.rules_removed);
    line["unmet_before"] = array(task.unmet_before);
    line["unmet_after"] = array(task.unmet_after);
  }

  static std::vector<std::string> without(std::vector<std::string> all,
                                          const std::vector<std::string>& others) {
    std::erase_if(all, [&](const std::string& each) {
      return std::ranges::find(others, each) != others.end();
    });
    return all;
  }

  const migration::Plan& plan_;
  const procedure::Procedure& from_;
  const procedure::Procedure& to_;
  JsonArray list_;
};

}  // namespace

JsonObject view(const migration::Plan& plan, const procedure::Procedure& from,
                const procedure::Procedure& to) {
  JsonArray obstacles;
  for (const auto& obstacle : plan.obstacles)
    obstacles.push_back(obstacle_view(obstacle, plan, to));
  return {{"from", brief(from)},
          {"to", brief(to)},
          {"possible", plan.obstacles.empty()},
          {"obstacles", std::move(obstacles)},
          {"changes", Changes(plan, from, to).list()},
          {"states_before", states(from, plan.states_before)},
          {"states_after", states(to, plan.states_after)}};
}

}  // namespace gavel::api
