#include "engine/procedure/law_lists.hpp"

#include <algorithm>
#include <cctype>

#include "engine/procedure/annotations.hpp"
#include "engine/procedure/rerun.hpp"
#include "engine/procedure/separation.hpp"

namespace gavel::procedure {
namespace {

/// "G11N" is of number G11; what is not a letter and two digits is its own.
std::string number_of(const std::string& id) {
  const auto is_digit = [&](std::size_t i) {
    return std::isdigit(static_cast<unsigned char>(id[i])) != 0;
  };
  const bool is_numbered = id.size() >= 3 && is_digit(1) && is_digit(2);
  return is_numbered ? id.substr(0, 3) : id;
}

/// What is declared under one number, in the order of ids.
template <class Group, class Thing>
std::vector<Group> grouped(const std::map<std::string, Thing, std::less<>>& all,
                           std::vector<const Thing*> Group::* members) {
  std::vector<Group> out;
  for (const auto& [id, thing] : all) {
    const std::string number = number_of(id);
    auto group = std::ranges::find(out, number, &Group::id);
    if (group == out.end()) group = out.insert(out.end(), Group{number, {}});
    ((*group).*members).push_back(&thing);
  }
  return out;
}

JsonArray cited(const std::vector<Citation>& citations) {
  JsonArray out;
  for (const Citation& citation : citations) out.push_back(as_value(citation.label));
  return out;
}

}  // namespace

std::vector<TestName> tests_in(std::string_view lines) {
  std::vector<TestName> out;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::vector<std::string> said = words(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t dot = said.empty() ? std::string::npos : said[0].find('.');
    if (dot == std::string::npos) continue;
    TestName test{said[0].substr(0, dot), said[0].substr(dot + 1)};
    test.about.assign(said.begin() + 1, said.end());
    out.push_back(std::move(test));
  }
  return out;
}

std::vector<std::string> tests_about(const std::string& number,
                                     const std::vector<TestName>& tests) {
  std::vector<std::string> out;
  for (const TestName& test : tests) {
    if (std::ranges::find(test.about, number, number_of) != test.about.end())
      out.push_back(test.whole());
  }
  return out;
}

std::vector<std::string> tests_named(const std::string& suite, const std::vector<TestName>& tests) {
  std::vector<std::string> out;
  for (const TestName& test : tests) {
    if (test.suite == suite) out.push_back(test.whole());
  }
  return out;
}

std::vector<Guarded> guards_of(const Procedure& procedure) {
  return grouped<Guarded>(procedure.rules, &Guarded::rules);
}

std::vector<Timed> timers_of(const Procedure& procedure) {
  return grouped<Timed>(procedure.clocks, &Timed::clocks);
}

JsonArray guards_json(const Procedure& procedure, const std::vector<TestName>& tests) {
  JsonArray out;
  for (const Guarded& guard : guards_of(procedure)) {
    JsonArray rules;
    for (const Rule* rule : guard.rules)
      rules.push_back(JsonObject{{"id", rule->id}, {"says", as_value(rule->says)}});
    out.push_back(JsonObject{{"id", guard.id},
                             {"rules", std::move(rules)},
                             {"tests", texts_json(tests_about(guard.id, tests))}});
  }
  return out;
}

JsonArray timers_json(const Procedure& procedure, const std::vector<TestName>& tests) {
  JsonArray out;
  for (const Timed& timer : timers_of(procedure)) {
    JsonArray clocks;
    for (const Clock* clock : timer.clocks)
      clocks.push_back(JsonObject{{"id", clock->id}, {"title", as_value(clock->title)}});
    out.push_back(JsonObject{{"id", timer.id},
                             {"clocks", std::move(clocks)},
                             {"tests", texts_json(tests_about(timer.id, tests))}});
  }
  return out;
}

JsonArray separations_json(const Procedure& procedure, const std::vector<TestName>& tests) {
  JsonArray out;
  for (const Separation& each : separations(procedure)) {
    JsonArray apart;
    for (const auto& [one, other] : each.apart) apart.push_back(JsonArray{one, other});
    out.push_back(
        JsonObject{{"number", each.number},
                   {"says", as_value(each.says)},
                   {"cites", cited(each.citations)},
                   {"rules", texts_json(each.rules)},
                   {"apart", std::move(apart)},
                   {"constraints", texts_json(each.constraints)},
                   {"tests", texts_json(tests_named(suite_of_separation(each.number), tests))}});
  }
  return out;
}

JsonArray changes_json(const Procedure& procedure, const std::vector<TestName>& tests) {
  JsonArray out;
  for (const ChangeClass& each : change_classes(procedure)) {
    JsonArray reopens, leads_to;
    for (const Reopened& step : each.reopens) {
      reopens.push_back(JsonObject{{"state", step.state},
                                   {"title", as_value(step.title)},
                                   {"when", step.when.en.empty() ? Json() : as_value(step.when)}});
    }
    for (const LeadsTo& way : each.leads_to)
      leads_to.push_back(
          JsonObject{{"from", way.from}, {"to", way.to.empty() ? Json() : Json(way.to)}});
    out.push_back(
        JsonObject{{"class", each.value},
                   {"title", as_value(each.title)},
                   {"reopens", std::move(reopens)},
                   {"leads_to", std::move(leads_to)},
                   {"tests", texts_json(tests_named(suite_of_change(each.value), tests))}});
  }
  return out;
}

}  // namespace gavel::procedure
